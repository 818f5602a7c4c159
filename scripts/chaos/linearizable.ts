/** One call about a balance, as whoever made it saw it. */
export interface Operation {
  /** What stands in a report. */
  name: string;
  /** What it adds to the balance, in cents; less than zero takes away, zero only looks. */
  change: number;
  /** Refused is a call that would take more than there is; unknown one whose answer nobody heard. */
  outcome: 'done' | 'refused' | 'unknown';
  /** The balance it was told, in cents: the one after it; null where none was told. */
  told: number | null;
  /** When it was asked, and when its answer had come, in milliseconds of one clock; an unknown one never ends. */
  started: number;
  ended: number;
}

/** What the balance becomes by an operation that takes effect at that point; null where it could not have been so. */
function after(balance: number, { change, outcome, told }: Operation): number | null {
  if (outcome === 'refused')
    return balance + change < 0 && (told === null || told === balance) ? balance : null;
  const next = balance + change;
  return next >= 0 && (told === null || told === next) ? next : null;
}

const endOf = ({ outcome, ended }: Operation): number => (outcome === 'unknown' ? Infinity : ended);

/**
 * Whether a history of one balance could have come of one call after the other, each at some moment between its question
 * and its answer (Wing and Gong 1993, with the memory of Lowe 2017). A call of unknown outcome may have taken effect at
 * any time after it was asked, or never.
 *
 * @param from the balance before all of them, in cents
 * @returns null where it could; otherwise the calls among which no order was found, in words
 */
export function unexplained(history: readonly Operation[], from: number): string | null {
  const calls = history.toSorted((one, other) => one.started - other.started);
  const taken = new Uint8Array(calls.length);
  const seen = new Set<string>();
  let ahead = calls.filter(({ outcome }) => outcome !== 'unknown').length;
  let farthest = { left: Infinity, words: '' };

  /** The calls that may come next: none has begun after another of them had ended. */
  const candidates = (): number[] => {
    let until = Infinity;
    const found: number[] = [];
    for (const [place, call] of calls.entries()) {
      if (call.started > until) break;
      if (taken[place]) continue;
      found.push(place);
      until = Math.min(until, endOf(call));
    }
    // What nobody heard of is called upon only where what was heard cannot be explained without.
    return found
      .filter((place) => (calls[place]?.started ?? 0) <= until)
      .toSorted((one, other) => endOf(calls[one]!) - endOf(calls[other]!));
  };

  interface Step {
    balance: number;
    choices: number[];
    /** The call that was taken to come from here, to be given back. */
    chosen: number | null;
  }
  const stepAt = (balance: number): Step => ({ balance, choices: candidates(), chosen: null });
  const steps: Step[] = [stepAt(from)];
  for (let step = steps.at(-1); step && ahead > 0; step = steps.at(-1)) {
    if (step.chosen !== null) {
      taken[step.chosen] = 0;
      if (calls[step.chosen]?.outcome !== 'unknown') ahead++;
      step.chosen = null;
    }
    const place = step.choices.shift();
    if (place === undefined) {
      if (ahead < farthest.left) farthest = { left: ahead, words: wordsOf(calls, taken, step.balance) };
      steps.pop();
      continue;
    }
    const balance = after(step.balance, calls[place]!);
    if (balance === null) continue;
    taken[place] = 1;
    const state = `${balance} ${taken.join('')}`;
    if (seen.has(state)) {
      taken[place] = 0;
      continue;
    }
    seen.add(state);
    step.chosen = place;
    if (calls[place]?.outcome !== 'unknown') ahead--;
    steps.push(stepAt(balance));
  }
  return ahead === 0 ? null : farthest.words;
}

function wordsOf(calls: readonly Operation[], taken: Uint8Array, balance: number): string {
  const next = calls.filter((_, place) => !taken[place]).slice(0, 4);
  const words = next.map(
    ({ name, change, outcome, told }) => `${name} ${change} ${outcome}${told === null ? '' : ` at ${told}`}`,
  );
  return `no order explains, from ${balance}: ${words.join('; ')}`;
}
