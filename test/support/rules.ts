import type { ProgrammeRules } from '../../domain/programme/rules';

const day = 24 * 60 * 60 * 1000;

/** Rules open around now, with generous terms; a test changes those it is about. */
export function rulesWith(
  changes: Partial<Omit<ProgrammeRules, 'terms'>> & { terms?: Partial<ProgrammeRules['terms']> } = {},
): ProgrammeRules {
  const now = Date.now();
  return {
    fundSource: 'OCDPC 658/2020 art. 2',
    allocationCents: 1_000_000,
    windows: [
      {
        channel: 'cittadino',
        opensAt: new Date(now - day).toISOString(),
        closesAt: new Date(now + 30 * day).toISOString(),
      },
    ],
    amounts: { kind: 'by-members', table: [30_000, 40_000] },
    ...changes,
    terms: {
      draftReminder: 'P7D',
      draftRetention: 'P30D',
      decision: 'P30D',
      decisionWarning: 'P5D',
      voucherExpiry: { kind: 'after', term: 'P90D' },
      voucherNotices: [],
      voidWindow: 'P1D',
      ...changes.terms,
    },
  };
}
