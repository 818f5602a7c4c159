import { sectionOf, type EditorSection } from '@/domain/programme/editing/sections';

/** The address of each section's page. */
const slugs: Record<EditorSection, string> = {
  identity: 'identita',
  fund: 'fondo',
  windows: 'periodi',
  criteria: 'requisiti',
  tiers: 'fasce',
  points: 'punti',
  order: 'graduatoria',
  amounts: 'importi',
  adjustments: 'variazioni',
  documents: 'documenti',
  declarations: 'dichiarazioni',
  terms: 'termini',
  office: 'ufficio',
};

/** The sections under their headings. */
export const sectionGroups = {
  call: ['identity', 'fund', 'windows'],
  who: ['criteria', 'tiers', 'points', 'order'],
  howMuch: ['amounts', 'adjustments'],
  asked: ['documents', 'declarations'],
  procedure: ['terms', 'office'],
} as const satisfies Record<string, readonly EditorSection[]>;

const inOrder: readonly EditorSection[] = Object.values(sectionGroups).flat();

export const editorRoles = ['operatore', 'responsabile'] as const;

export const listPath = '/operatore/bandi';
export const programmePath = (id: string): string => `${listPath}/${id}`;
export const sectionPath = (id: string, section: EditorSection): string =>
  `${programmePath(id)}/sezioni/${slugs[section]}`;
export const summaryPath = (id: string): string => `${programmePath(id)}/riepilogo`;

/** The section at an address, or undefined. */
export const sectionAt = (slug: string): EditorSection | undefined =>
  inOrder.find((section) => slugs[section] === slug);

/** Where the editor goes on after a section: to the next one, in the end to the Riepilogo. */
export function nextPath(id: string, section: EditorSection): string {
  const next = inOrder[inOrder.indexOf(section) + 1];
  return next ? sectionPath(id, next) : summaryPath(id);
}

/** The page where a field stands. */
export function fieldPage(id: string, field: string): string {
  const section = sectionOf(field);
  return section ? sectionPath(id, section) : programmePath(id);
}
