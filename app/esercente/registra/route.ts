import { callerOf } from '@/app/_server/api';
import { privately, refusalProblem } from '@/app/_server/problem';
import { may } from '@/domain/permissions';
import { recordSpend } from '../counter';

/**
 * "Registra" as the till's scripts call it, so that an answer that is lost can be asked for again: the same form with
 * the same key gives the same answer. Without scripts the page's own action does the same.
 */
export async function POST(request: Request): Promise<Response> {
  const caller = await callerOf(request);
  if (caller instanceof Response) return caller;
  // Before the form is read: to whom it is not for, no field is explained.
  if (!may(caller, 'voucher.redeem', false)) return refusalProblem({ code: 'forbidden' });
  // What is no form has no fields: each of them is asked for.
  const data = await request.formData().catch(() => new FormData());
  return Response.json(await recordSpend(caller, data), { headers: privately });
}
