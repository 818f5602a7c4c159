import { database } from '@/app/_server/database';
import { privately, problem } from '@/app/_server/problem';
import { isSameOrigin } from '@/app/_server/same-origin';
import { actorOf, currentUser } from '@/app/_server/session';
import { BrokenForm, withSentFile } from '@/app/_server/upload/form-file';
import { mayPay } from '@/commands/payment/authorise';
import { largestOutcomes, readOutcomes } from '@/commands/payment/read-outcomes';
import type { Outcome } from '@/commands/transaction';
import { invalid } from '@/domain/refusal';
import { refused } from '@/domain/result';
import type { Actor } from '@/domain/roles';

const page = '/operatore/liquidazioni/esiti';

/** What a form adds to the file it carries is far less. */
const formBytes = 64 * 1024;

/** Reads the bank's file while it streams, and leads to its preview or back with what is wrong with it as a code. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return problem('cross-origin');
  const user = await currentUser();
  if (!user) return seeOther(`/accedi?ritorno=${encodeURIComponent(page)}`);
  if (user.mustChangePassword) return seeOther('/cambia-password');
  // Not read at all from who may not send it; the command asks again.
  const actor = actorOf(user);
  if (!mayPay(actor, 'settlement.review')) return problem('not-found');
  const outcome = await takeIn(request, actor);
  if (outcome.ok) return seeOther(`${page}/${outcome.value.importId}`);
  const { error } = outcome;
  return seeOther(
    `${page}?rifiutato=${error.code === 'invalid' ? (error.faults[0]?.code ?? '') : error.code}`,
  );
}

async function takeIn(request: Request, actor: Actor): Promise<Outcome<{ importId: string }>> {
  if (Number(request.headers.get('content-length')) > largestOutcomes + formBytes) {
    return refused(invalid('file', 'outcomes-too-large'));
  }
  try {
    return await withSentFile(request, async (file) =>
      file ? readOutcomes(database(), actor, file) : refused(invalid('file', 'attachment-no-file')),
    );
  } catch (fault) {
    if (fault instanceof BrokenForm) return refused(invalid('file', 'attachment-interrupted'));
    throw fault;
  }
}

const seeOther = (path: string): Response =>
  new Response(null, { status: 303, headers: { Location: path, ...privately } });
