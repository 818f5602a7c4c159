import { invalid } from '../domain/refusal';
import { ok, refused } from '../domain/result';
import type { Outcome } from './transaction';

const longestReason = 1_000;

/** The reason as it is kept, or the refusal, at its field, of an act that owes one. */
export function reasonOf(typed: string, field = 'reason'): Outcome<string> {
  const reason = typed.trim();
  if (reason === '') return refused(invalid(field, 'required'));
  return reason.length > longestReason ? refused(invalid(field, 'too-long')) : ok(reason);
}
