/** What somebody asked for over HTTP; what was answered is there where an answer was heard. */
export type Asked =
  | { act: 'signed in'; username: string }
  | { act: 'draft saved'; applicationId: string; words: string }
  | { act: 'application sent'; applicationId: string; registrationNumber?: string }
  | { act: 'application decided'; applicationId: string; as: 'approvata' | 'respinta' }
  | { act: 'voucher checked'; code: string; balanceCents?: number }
  | {
      act: 'voucher spent';
      code: string;
      receipt: string;
      amountCents: number;
      redemptionId?: string;
      balanceCents?: number;
    }
  | { act: 'spend voided'; code: string; redemptionId: string; amountCents: number; balanceCents?: number }
  | { act: 'ticket opened'; ticketId: string }
  | { act: 'ticket answered'; messageId: string }
  | { act: 'ticket replied to'; messageId: string };

export type ActName = Asked['act'];

/**
 * One act from its first try to its last answer, in milliseconds of one clock. Refused is what a person would read as a no;
 * of an unknown one no answer was heard and nobody asked again.
 */
export type Happened = Asked & { outcome: 'done' | 'refused' | 'unknown'; started: number; ended: number };

/** A stretch in which nothing succeeded, in milliseconds of the same clock. */
export interface Gap {
  from: number;
  milliseconds: number;
}

/** What was asked during a run, in the order of the answers. */
export class History {
  readonly all: Happened[] = [];

  add(happened: Happened): void {
    this.all.push(happened);
  }

  done<A extends ActName>(act: A): (Happened & { act: A })[] {
    return this.all.filter(
      (each): each is Happened & { act: A } => each.act === act && each.outcome === 'done',
    );
  }

  /** How many acts of each kind were acknowledged. */
  acknowledged(): Map<ActName, number> {
    const counts = new Map<ActName, number>();
    for (const { act, outcome } of this.all)
      if (outcome === 'done') counts.set(act, (counts.get(act) ?? 0) + 1);
    return counts;
  }

  /** Whether an act was acknowledged after an instant of the clock. */
  servedSince(since: number): boolean {
    const last = this.all.findLast(({ outcome }) => outcome === 'done');
    return last !== undefined && last.ended > since;
  }

  /** The stretches without a success between two instants, the longest first. */
  gaps(from: number, until: number): [longest: Gap, ...Gap[]] {
    const successes = this.all.flatMap(({ outcome, ended }) =>
      outcome === 'done' && ended > from && ended < until ? [ended] : [],
    );
    const moments = [from, ...successes.toSorted((one, other) => one - other)];
    const gaps = moments.map((moment, place) => ({
      from: moment,
      milliseconds: (moments[place + 1] ?? until) - moment,
    }));
    const [longest = { from, milliseconds: 0 }, ...others] = gaps.toSorted(
      (one, other) => other.milliseconds - one.milliseconds,
    );
    return [longest, ...others];
  }
}
