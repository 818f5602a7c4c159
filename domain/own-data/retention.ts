/** What an erasure leaves where it is, for how long, and by which law; `years` is null for as long as the Ente keeps archives. */
export const kept = [
  { what: 'application', years: null, source: 'DPR 445/2000 artt. 53 e 67; d.lgs. 42/2004 art. 30' },
  { what: 'voucher', years: 10, source: 'c.c. art. 2946; GDPR art. 17 par. 3 lett. b' },
  { what: 'decision', years: null, source: 'L. 241/1990; d.lgs. 42/2004 art. 30' },
  { what: 'log', years: 10, source: 'GDPR artt. 5 par. 2 e 32; c.c. art. 2946' },
] as const;

/** What an erasure removes, where nothing is under way that needs it. */
export const erasable = ['drafts', 'attachments', 'tickets', 'account'] as const;

export type Erasable = (typeof erasable)[number];

/** How many of each were erased. */
export type Erased = Record<Erasable, number>;

export const nothingErased: Erased = { drafts: 0, attachments: 0, tickets: 0, account: 0 };

export const addErased = (one: Erased, other: Erased): Erased => ({
  drafts: one.drafts + other.drafts,
  attachments: one.attachments + other.attachments,
  tickets: one.tickets + other.tickets,
  account: one.account + other.account,
});
