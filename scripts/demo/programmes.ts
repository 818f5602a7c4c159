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
 * members that starts at the manual's own €300. The avviso asks for no other public support but a plainly insufficient one,
 * and for need: its two thresholds are round figures, since it names none.
 */
export const demoProgrammes = (now: Date) => [
  {
    slug: 'buoni-spesa',
    name: 'Buoni Spesa',
    icon: 'carrello',
    rules: openNow(now, {
      fundSource: 'OCDPC 658/2020 art. 2',
      allocationCents: 21_176_548,
      criteria: [
        {
          id: 'sostegno',
          text: 'Nessun altro sostegno pubblico, oppure un sostegno insufficiente: fino a 300 € al mese',
          source: 'Avviso pubblico del 1° aprile 2020',
          holds: { quantity: 'monthly-support', is: 'at-most', value: 30_000 },
        },
        {
          id: 'liquidita',
          text: 'Somme sui conti fino a 5.000 €',
          source: 'Avviso pubblico del 1° aprile 2020',
          holds: { quantity: 'liquid-assets', is: 'at-most', value: 500_000 },
        },
      ],
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

/** A call that the office is still writing: its form is begun, not whole, and no citizen sees it. */
export const demoDraft = {
  name: 'Bonus Libri',
  fields: {
    slug: 'bonus-libri',
    fundSource: 'Fondo comunale per il diritto allo studio',
    allocationCents: '12.000,00',
    'amounts.kind': 'by-members',
    'amounts.table.r1': '80,00',
    'criteria.r1.id': 'isee',
    'criteria.r1.text': 'ISEE non superiore a 12.000 €',
    'criteria.r1.source': 'Delibera di Giunta, art. 3',
    'criteria.r1.holds.c1.quantity': 'isee',
    'criteria.r1.holds.c1.is': 'at-most',
    'criteria.r1.holds.c1.value': '12.000,00',
  },
};
