import { programmePath } from '@/app/_editor/paths';
import { valueOf, type Query } from '@/app/_server/query';
import type { RehearsalProgramme } from '@/db/queries/rehearsal';
import { seedRange, sizeRange } from '@/domain/programme/rehearsal/households';
import type { FieldFault } from '@/domain/refusal';

/** The households that nobody lives in, as the address names them. */
export const invented = 'inventati';

/** How many applications a day may be reckoned with. */
const dayRange = { least: 1, most: 10_000 } as const;

const usual = { quanti: '500', seme: '1' } as const;

/** The fields of the form, which are those of the address. */
export const askedFields = ['nuclei', 'quanti', 'seme', 'al-giorno', 'confronto'] as const;

type AskedField = (typeof askedFields)[number];

/** Rules to set beside the draft's: those in force of a programme, or those being written. */
export interface OtherRules {
  programmeId: string;
  which: 'vigore' | 'bozza';
}

/** What the address of a rehearsal asks for. */
export interface Asked {
  /** As typed, the usual where nothing was. */
  typed: Record<AskedField, string>;
  faults: FieldFault[];
  /** The programme whose applications are looked at; null for households that nobody lives in. */
  past: string | null;
  size: number;
  seed: number;
  perDay: number | null;
  other: OtherRules | null;
}

/** How an address names rules to compare with. */
export const otherNamed = ({ which, programmeId }: OtherRules): string => `${which}-${programmeId}`;

/** The rules that a draft may be compared with: all but itself. */
export const othersFor = (draftOf: string, programmes: readonly RehearsalProgramme[]): OtherRules[] =>
  programmes.flatMap(({ id: programmeId, inForce, draft }) => [
    ...(inForce ? [{ programmeId, which: 'vigore' as const }] : []),
    ...(draft && programmeId !== draftOf ? [{ programmeId, which: 'bozza' as const }] : []),
  ]);

/** Reads the address of a draft's rehearsal. Not asked for anything, a draft is set beside what it changes. */
export function readAsked(query: Query, draftOf: string, programmes: readonly RehearsalProgramme[]): Asked {
  const others = othersFor(draftOf, programmes);
  const own = others.find(({ programmeId }) => programmeId === draftOf);
  const typed = {
    nuclei: valueOf(query, 'nuclei') || invented,
    quanti: valueOf(query, 'quanti') || usual.quanti,
    seme: valueOf(query, 'seme') || usual.seme,
    'al-giorno': valueOf(query, 'al-giorno'),
    confronto: query['confronto'] === undefined && own ? otherNamed(own) : valueOf(query, 'confronto'),
  };
  const faults: FieldFault[] = [];
  const whole = (field: AskedField, { least, most }: { least: number; most: number }): number => {
    const value = /^\d{1,9}$/.test(typed[field]) ? Number(typed[field]) : NaN;
    if (value >= least && value <= most) return value;
    faults.push({ field, code: 'out-of-bounds', params: { least, most } });
    return least;
  };
  const past = typed.nuclei === invented ? null : typed.nuclei;
  if (past !== null && !programmes.some(({ id, inForce }) => inForce && id === past)) {
    faults.push({ field: 'nuclei', code: 'choice' });
  }
  const other = others.find((each) => otherNamed(each) === typed.confronto) ?? null;
  if (typed.confronto !== '' && other === null) faults.push({ field: 'confronto', code: 'choice' });
  return {
    typed,
    past,
    size: whole('quanti', sizeRange),
    seed: whole('seme', seedRange),
    perDay: typed['al-giorno'] === '' ? null : whole('al-giorno', dayRange),
    other,
    faults,
  };
}

/** The rehearsal of a draft, or its figures as a file, with what is asked of it. */
export const rehearsalPath = (draftOf: string, asked?: Asked, file = ''): string =>
  `${programmePath(draftOf)}/prova${file}${asked ? `?${new URLSearchParams(asked.typed).toString()}` : ''}`;
