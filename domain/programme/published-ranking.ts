import type { ApplicationStatus } from '../application/status';
import { writeRegistration } from '../application/registration';
import { ranked, type Claim, type OrderKey } from './ranking';

/** How an application fares in a published ranking. */
export const rankingOutcomes = ['approvata', 'in lista', 'non ammessa'] as const;

export type RankingOutcome = (typeof rankingOutcomes)[number];

/** A line of a published ranking: what d.lgs. 33/2013 art. 26 c. 4 leaves to be published, and nothing that identifies. */
export interface RankingLine {
  /** From 1; null for who is not admitted. */
  place: number | null;
  /** Protocol number, `11625/2021`. */
  registration: string;
  outcome: RankingOutcome;
}

/** An application to be ranked, with how the office answered it. */
export interface Contender extends Omit<Claim, 'registered'> {
  status: Extract<ApplicationStatus, 'presentata' | 'approvata' | 'respinta'>;
  /** Whether the rules or the office exclude it. */
  admitted: boolean;
  registration: { number: number; year: number };
}

/** No register has more entries in a year. */
const entriesOfYear = 10_000_000;

/**
 * The ranking as it is published: who is admitted by the programme's order, each with a place; then, by arrival, who is
 * not. Points and figures are left out: from them one could tell who is ill or poor.
 */
export function rankingLines(order: readonly OrderKey[], contenders: readonly Contender[]): RankingLine[] {
  const byId = new Map(contenders.map((contender) => [contender.applicationId, contender]));
  const claims = (admitted: boolean): Claim[] =>
    contenders
      .filter((contender) => contender.admitted === admitted)
      .map((contender) => ({
        ...contender,
        registered: contender.registration.year * entriesOfYear + contender.registration.number,
      }));
  const lineOf = ({ applicationId }: Claim, place: number | null): RankingLine => {
    const contender = byId.get(applicationId);
    if (!contender) throw new Error('a claim that nobody made');
    const outcome =
      place === null ? 'non ammessa' : contender.status === 'approvata' ? 'approvata' : 'in lista';
    return { place, registration: writeRegistration(contender.registration), outcome };
  };
  return [
    ...ranked(order, claims(true)).map((claim, index) => lineOf(claim, index + 1)),
    ...ranked([], claims(false)).map((claim) => lineOf(claim, null)),
  ];
}

const columns = 'posto,protocollo,esito';

/** The document that is published and hashed: CSV in UTF-8, the same letter by letter for the same ranking. */
export const writeRanking = (lines: readonly RankingLine[]): string =>
  [columns, ...lines.map(({ place, registration, outcome }) => `${place ?? ''},${registration},${outcome}`)]
    .map((line) => `${line}\r\n`)
    .join('');

/** The lines of a published document. */
export const readRanking = (document: string): RankingLine[] =>
  document
    .split('\r\n')
    .slice(1, -1)
    .map((line) => {
      const [place = '', registration = '', outcome = ''] = line.split(',');
      return {
        place: place === '' ? null : Number(place),
        registration,
        outcome: rankingOutcomes.find((known) => known === outcome) ?? 'non ammessa',
      };
    });
