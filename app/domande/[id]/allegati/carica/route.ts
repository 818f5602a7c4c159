import { validate } from 'uuid';
import { isSameOrigin } from '@/app/_server/same-origin';
import { privately, problem } from '@/app/_server/problem';
import { actorOf, currentUser } from '@/app/_server/session';
import { attachFromForm } from '@/app/_server/upload/form-upload';
import { refusalInTime } from '@/app/_server/upload/settled';
import { uuid } from '@/app/api/v1/uuid';
import type { Refusal } from '@/domain/refusal';

/**
 * "Carica file" without scripts (manual § 2.6): takes the form's file and leads back to the attachments, with what
 * came of it as a code (`caricato` with the attachment's id, or `rifiutato`).
 */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const applicationId = uuid((await params).id);
  const page = `/domande/${applicationId}/allegati`;
  if (!isSameOrigin(request.headers)) return problem('cross-origin');
  const user = await currentUser();
  if (!user) return seeOther(`/accedi?ritorno=${encodeURIComponent(page)}`);
  if (user.mustChangePassword) return seeOther('/cambia-password');
  const actor = actorOf(user);
  const formId = new URL(request.url).searchParams.get('modulo') ?? '';
  const outcome = await attachFromForm(request, actor, applicationId, validate(formId) ? formId : null);
  if (!outcome.ok && outcome.error.code === 'not-found') return problem('not-found');
  if (!outcome.ok) return seeOther(`${page}?rifiutato=${codeOf(outcome.error)}`);
  const { attachmentId } = outcome.value;
  const refusal = await refusalInTime(actor, { applicationId, attachmentId });
  return seeOther(`${page}?${refusal ? `rifiutato=${refusal}` : `caricato=${attachmentId}`}`);
}

const codeOf = (refusal: Refusal): string =>
  refusal.code === 'invalid' ? (refusal.faults[0]?.code ?? '').replace('attachment-', '') : refusal.code;

const seeOther = (path: string): Response =>
  new Response(null, { status: 303, headers: { Location: path, ...privately } });
