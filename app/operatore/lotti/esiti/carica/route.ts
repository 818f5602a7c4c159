import { privately, problem } from '@/app/_server/problem';
import { isSameOrigin } from '@/app/_server/same-origin';
import { actorOf, currentUser } from '@/app/_server/session';
import { database } from '@/app/_server/database';
import { BrokenForm, withSentFile } from '@/app/_server/upload/form-file';
import { mayRun } from '@/commands/batch/authorise';
import { prepareResults } from '@/commands/batch/prepare-results';
import type { Outcome } from '@/commands/transaction';
import { largestFile } from '@/domain/batch/batch';
import { invalid, type Refusal } from '@/domain/refusal';
import { refused } from '@/domain/result';
import type { Actor } from '@/domain/roles';

const page = '/operatore/lotti/esiti';

/** What a form adds to the file it carries is far less. */
const formBytes = 64 * 1024;

/** Takes a file of results in while it streams, and leads to its preview or back with what is wrong with it as a code. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return problem('cross-origin');
  const user = await currentUser();
  if (!user) return seeOther(`/accedi?ritorno=${encodeURIComponent(page)}`);
  if (user.mustChangePassword) return seeOther('/cambia-password');
  // Not read at all from who may not send it; the command asks again.
  if (!mayRun(actorOf(user), 'results')) return problem('not-found');
  const outcome = await takeIn(request, actorOf(user));
  if (outcome.ok) return seeOther(`/operatore/lotti/${outcome.value.batchId}`);
  return seeOther(`${page}?rifiutato=${codeOf(outcome.error)}`);
}

async function takeIn(request: Request, actor: Actor): Promise<Outcome<{ batchId: string }>> {
  if (Number(request.headers.get('content-length')) > largestFile + formBytes) {
    return refused(invalid('file', 'csv-too-large'));
  }
  try {
    return await withSentFile(request, async (file) =>
      file ? prepareResults(database(), actor, file) : refused(invalid('file', 'attachment-no-file')),
    );
  } catch (fault) {
    if (fault instanceof BrokenForm) return refused(invalid('file', 'attachment-interrupted'));
    throw fault;
  }
}

const codeOf = (refusal: Refusal): string =>
  refusal.code === 'invalid' ? (refusal.faults[0]?.code ?? '') : refusal.code;

const seeOther = (path: string): Response =>
  new Response(null, { status: 303, headers: { Location: path, ...privately } });
