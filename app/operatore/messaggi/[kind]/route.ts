import { exampleOf, sender } from '@/app/_messages/example';
import { previewRoles } from '@/app/_messages/roles';
import { privately, problem } from '@/app/_server/problem';
import { requireUser } from '@/app/_server/session';
import { writeMailPage } from '@/documents/mail';
import { channelOf, messageKinds } from '@/domain/messages';

type Props = { params: Promise<{ kind: string }> };

/** A mail brings its own style along and nothing else: it runs nothing, loads nothing and leads nowhere. */
const policy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/** A mail as a page, for the frame of the preview. */
export async function GET(_: Request, { params }: Props): Promise<Response> {
  await requireUser('/operatore/messaggi', ...previewRoles);
  const asked = (await params).kind;
  const kind = messageKinds.find((each) => each === asked);
  if (kind === undefined || channelOf(kind) !== 'email') return problem('not-found');
  return new Response(writeMailPage(exampleOf(kind), sender()), {
    headers: {
      ...privately,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
