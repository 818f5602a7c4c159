import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { privately, problem } from '@/app/_server/problem';
import { isSameOrigin } from '@/app/_server/same-origin';
import { actorOf, currentUser } from '@/app/_server/session';
import { answerFromForm } from '@/app/_server/upload/form-upload';
import { refusalInTime } from '@/app/_server/upload/settled';
import { uuid } from '@/app/api/v1/uuid';
import { answerRequest, draftAnswer } from '@/commands/application/answer';
import type { Outcome } from '@/commands/transaction';
import type { Refusal } from '@/domain/refusal';
import type { Actor } from '@/domain/roles';

/** Nobody's answer is this long, with the longest file we take: it is refused unread. */
const longestForm = 64 * 1024 * 1024;

/**
 * "Carica file" and "Spedisci la risposta": one form of plain HTML, whose words are kept whatever becomes of its file. Leads
 * back to the answer with what came of it as a code, or to the application once it is sent.
 */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const applicationId = uuid((await params).id);
  const page = `/domande/${applicationId}/risposta`;
  if (!isSameOrigin(request.headers)) return problem('cross-origin');
  const user = await currentUser();
  if (!user) return seeOther(`/accedi?ritorno=${encodeURIComponent(page)}`);
  if (user.mustChangePassword) return seeOther('/cambia-password');
  const requestId = new URL(request.url).searchParams.get('richiesta') ?? '';
  if (!validate(requestId)) return problem('not-found');
  if (Number(request.headers.get('content-length')) > longestForm)
    return seeOther(`${page}?rifiutato=too-large`);

  const actor = actorOf(user);
  const { fields, attached } = await answerFromForm(request, actor, { applicationId, requestId });
  const text = (fields.get('text') ?? '').replaceAll('\r\n', '\n').replaceAll('\0', '');
  const answer = { applicationId, requestId, text };
  const kept = await draftAnswer(database(), actor, answer);
  if (!kept.ok) return refusedOn(page, kept.error);
  if (attached && !attached.ok) return refusedOn(page, attached.error);
  const fault = attached && (await faultOf(actor, applicationId, attached.value.attachmentId));
  if (fault) return seeOther(`${page}?rifiutato=${fault}`);
  if (fields.get('act') !== 'invia') {
    return seeOther(attached ? `${page}?caricato` : `${page}?rifiutato=no-file`);
  }
  const sent: Outcome<null> = await answerRequest(database(), actor, answer);
  return sent.ok ? seeOther(`/domande/${applicationId}?fatto=risposta`) : refusedOn(page, sent.error);
}

const faultOf = (actor: Actor, applicationId: string, attachmentId: string): Promise<string | null> =>
  refusalInTime(actor, { applicationId, attachmentId });

function refusedOn(page: string, refusal: Refusal): Response {
  if (refusal.code === 'not-found') return problem('not-found');
  if (refusal.code !== 'invalid') return seeOther(page);
  const code = refusal.faults[0]?.code ?? '';
  return seeOther(
    code.startsWith('attachment-')
      ? `${page}?rifiutato=${code.replace('attachment-', '')}`
      : `${page}?errore=${code}`,
  );
}

const seeOther = (path: string): Response =>
  new Response(null, { status: 303, headers: { Location: path, ...privately } });
