import { notFound } from 'next/navigation';
import { database } from '@/app/_server/database';
import { readInstallation } from '@/db/queries/installation';
import { sentMessages } from '@/db/queries/messages';

export const dynamic = 'force-dynamic';

/** The embedded outbox, newest first. It shows everybody's messages, so outside the demo it does not exist. */
export async function GET(): Promise<Response> {
  const { demo } = await readInstallation(database());
  if (!demo) notFound();
  const messages = await sentMessages(database());
  return Response.json(messages, { headers: { 'Cache-Control': 'no-store' } });
}
