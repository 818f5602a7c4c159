import { invalid } from '../domain/refusal';
import { ok, refused } from '../domain/result';
import type { Outcome } from './transaction';

const longestReason = 1_000;

/** The reason as it is kept, or the refusal of an act that owes one. */
export function reasonOf(typed: string): Outcome<string> {
  const reason = typed.trim();
  if (reason === '') return refused(invalid('reason', 'required'));
  return reason.length > longestReason ? refused(invalid('reason', 'too-long')) : ok(reason);
}
