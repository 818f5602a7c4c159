import { callerOf } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { textOf } from '@/app/_server/form-action';
import { privately, refusalProblem } from '@/app/_server/problem';
import { lostSpend } from '@/commands/voucher/lost-spend';

/** What became of the spend of a `key`, asked by a till that was reloaded before it had the answer. */
export async function POST(request: Request): Promise<Response> {
  const caller = await callerOf(request);
  if (caller instanceof Response) return caller;
  const data = await request.formData().catch(() => new FormData());
  const outcome = await lostSpend(database(), caller, textOf(data, 'key').slice(0, 200));
  return outcome.ok ? Response.json(outcome.value, { headers: privately }) : refusalProblem(outcome.error);
}
