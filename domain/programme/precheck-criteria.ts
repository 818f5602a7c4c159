/** How an answer stands to a criterion: it meets it, it does not, or only the office can tell. */
export type Standing = 'met' | 'unsure' | 'unmet';

/** A criterion of an avviso as one plain question: its words stand in the catalogue under the same names. */
export interface PrecheckCriterion {
  code: string;
  /** The act that says so. */
  source: string;
  /** The answers there are to choose from, in their order. */
  answers: Readonly<Record<string, Standing>>;
}

const avviso = 'Avviso pubblico del 1° aprile 2020';

/**
 * Buoni Spesa, by the avviso of Assemini of 1 April 2020: residents in need because of the containment measures or
 * already followed by the social services, with a valid permit where they come from outside the Union, and without
 * other public support, or with support plainly insufficient. The last one is the manual's third declaration (§ 2.8).
 */
const buoniSpesa = [
  { code: 'residence', source: avviso, answers: { here: 'met', elsewhere: 'unmet' } },
  {
    code: 'citizenship',
    source: avviso,
    answers: { european: 'met', permit: 'met', renewing: 'unsure', none: 'unmet' },
  },
  {
    code: 'need',
    source: avviso,
    answers: { emergency: 'met', socialServices: 'met', other: 'unsure', none: 'unmet' },
  },
  { code: 'support', source: avviso, answers: { none: 'met', insufficient: 'unsure', sufficient: 'unmet' } },
  { code: 'otherMunicipality', source: 'Dichiarazioni della domanda', answers: { no: 'met', yes: 'unmet' } },
] as const satisfies readonly PrecheckCriterion[];

const bySlug: Readonly<Record<string, readonly PrecheckCriterion[]>> = { 'buoni-spesa': buoniSpesa };

/** The criteria of a programme that people can check for themselves; none where its avviso was not written as such. */
export function criteriaOf(slug: string): readonly PrecheckCriterion[] {
  return Object.hasOwn(bySlug, slug) ? (bySlug[slug] ?? []) : [];
}
