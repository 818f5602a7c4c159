/** What one web process takes on. */
export interface Capacity {
  /** Pages and acts under way at once. */
  atOnce: number;
  /** How many it answers in a second when it is at work all the time. */
  answers: number;
  /** How many people it calls for each answer: one, unless each of them asks for more. */
  callsPerAnswer: number;
  /** How many of those who wait it calls in a second. */
  perSecond: number;
}

/** What a process measured of itself in the second since it last looked. */
export interface Measured {
  /** How late its event loop ran at worst (p99), in milliseconds. */
  lagMs: number;
  /** How long the answers took that ended, on average, in milliseconds. */
  answerMs: number;
  answersPerSecond: number;
  /** How many were under way, or stood in line to be, at most. */
  most: number;
  /** How many stand in line now. */
  inLine: number;
  /** For which part of the time its event loop was at work, from 0 to 1. */
  busy: number;
}

/** What people notice: above these a process has too much. */
const bearable = { lagMs: 80, answerMs: 800 };

/** Fewer leave a process idle while its pages wait for the database; with more of them no turn of the event loop is short. */
const least = 12;

/** Of less work than this part of the time nothing can be told. */
const leastBusy = 0.1;

/** What a process begins with, before it has measured anything. */
export const initialCapacity = (ceiling: number): Capacity => ({
  atOnce: Math.min(ceiling, 64),
  answers: 5,
  callsPerAnswer: 1,
  perSecond: 5,
});

/**
 * The capacity for the next second. What is under way at once grows by one while all of it is used and people notice
 * nothing, and shrinks by a fifth when they do.
 *
 * People come some seconds after they are called, when their page asks again: to follow what is free at each moment would
 * swing. So they are called at the pace at which the process answers when it is at work all the time, corrected a little, so that a
 * second's worth of them stands in line and none of it is idle; and in the long run by how much each of them asks for.
 *
 * @param ceiling of what may be under way at once
 */
export function adapted(
  { atOnce, answers, callsPerAnswer }: Capacity,
  { lagMs, answerMs, answersPerSecond, most, inLine, busy }: Measured,
  { ceiling, waiting }: { ceiling: number; waiting: boolean },
): Capacity {
  const isFull = most >= atOnce;
  const strain = Math.max(lagMs / bearable.lagMs, answerMs / bearable.answerMs);
  // Who stands in line waits for the process, or for what it waits for itself.
  const used = inLine > 0 ? 1 : busy;
  // What it could do, and not what came: or it would call few because few had come.
  const couldDo = used < leastBusy ? answers : answersPerSecond / used;
  const pace = Math.max(0.5, answers + (couldDo - answers) * 0.25 * used);
  // In seconds of answers: what is missing in the line, or negative what is too much.
  const wanting = 1 - inLine / pace;
  const calls = waiting ? within(0.02, callsPerAnswer * (1 + within(-0.04, 0.01 * wanting, 0.005)), 1.5) : 1;
  return {
    atOnce: within(
      Math.min(least, ceiling),
      Math.floor(strain > 1 ? atOnce * 0.8 : isFull ? atOnce + 1 : atOnce),
      ceiling,
    ),
    answers: pace,
    callsPerAnswer: calls,
    perSecond: within(
      0.5,
      pace * calls * (1 + within(-1, (wanting > 0 ? 0.15 : 0.35) * wanting, 0.15)),
      1_000,
    ),
  };
}

const within = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value));
