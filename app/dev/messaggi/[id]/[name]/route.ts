import { notFound } from 'next/navigation';
import { database } from '@/app/_server/database';
import { uuid } from '@/app/api/v1/uuid';
import { readInstallation } from '@/db/queries/installation';
import { sentAttachment } from '@/db/queries/messages';

type Props = { params: Promise<{ id: string; name: string }> };

/** A file that went with a message of the embedded outbox. Outside the demo it does not exist. */
export async function GET(_: Request, { params }: Props): Promise<Response> {
  if (!(await readInstallation(database())).demo) notFound();
  const { id, name } = await params;
  const attachment = await sentAttachment(database(), uuid(id), name);
  if (!attachment) notFound();
  return new Response(new Uint8Array(attachment.bytes), {
    headers: {
      'Content-Type': attachment.mediaType,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
