import type { ProgrammeRules } from '../../domain/programme/rules';

const day = 24 * 60 * 60 * 1000;

/** Rules of a demo programme: open since yesterday, for half a year. */
function openNow(
  now: Date,
  rules: Pick<ProgrammeRules, 'fundSource' | 'allocationCents' | 'amounts'> & Partial<ProgrammeRules>,
  terms: Partial<ProgrammeRules['terms']> = {},
): ProgrammeRules {
  const window = {
    opensAt: new Date(now.getTime() - day).toISOString(),
    closesAt: new Date(now.getTime() + 180 * day).toISOString(),
  };
  return {
    ...rules,
    windows: [
      { channel: 'cittadino', ...window },
      { channel: 'intermediario', ...window },
      { channel: 'contact-center', ...window },
    ],
    terms: {
      draftReminder: 'P7D',
      draftRetention: 'P30D',
      decision: 'P30D',
      decisionWarning: 'P5D',
      voucherExpiry: { kind: 'after', term: 'P6M' },
      voucherNotices: ['P30D', 'P7D'],
      voidWindow: 'P1D',
      ...terms,
    },
  };
}

/**
 * The demo's programmes. Buoni Spesa has the real allocation of Assemini (OCDPC 658/2020, annex 1) and a table by
 * members that starts at the manual's own €300.
 */
export const demoProgrammes = (now: Date) => [
  {
    slug: 'buoni-spesa',
    name: 'Buoni Spesa',
    icon: 'carrello',
    rules: openNow(now, {
      fundSource: 'OCDPC 658/2020 art. 2',
      allocationCents: 21_176_548,
      amounts: { kind: 'by-members', table: [30_000, 40_000, 50_000, 60_000, 70_000] },
    }),
  },
  {
    slug: 'bonus-disabili',
    name: 'Bonus Disabili',
    icon: 'accessibilita',
    rules: openNow(
      now,
      {
        fundSource: 'Fondo comunale per la disabilità',
        allocationCents: 5_000_000,
        amounts: { kind: 'by-members', table: [50_000] },
      },
      { review: 'P30D' },
    ),
  },
  {
    slug: 'asilo',
    name: 'Asilo',
    icon: 'asilo',
    rules: openNow(now, {
      fundSource: 'Fondo comunale per l’infanzia',
      allocationCents: 4_000_000,
      order: [{ by: 'isee', direction: 'ascending' }],
      amounts: { kind: 'by-members', table: [20_000, 25_000, 30_000] },
    }),
  },
  {
    slug: 'vita-indipendente',
    name: 'Vita Indipendente',
    icon: 'casa',
    // The whole procedure: notice before rejection, second signature, review.
    rules: openNow(
      now,
      {
        fundSource: 'Fondo regionale per la vita indipendente',
        allocationCents: 6_000_000,
        amounts: { kind: 'by-members', table: [60_000] },
        rejectionNotice: true,
        countersignAboveCents: 50_000,
      },
      { review: 'P30D' },
    ),
  },
];
