/** What happens to a programme that others wait for. Opaque ids only. */
export type ProgrammeEvent =
  /** Money has come back to the fund, or was added to it, while applications wait for it. */
  { kind: 'fund-replenished' } | { kind: 'closed' };

export type ProgrammeEventKind = ProgrammeEvent['kind'];
