import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { minuteOf } from '@/app/_citizen/moments';
import { publicly } from '@/app/_open/counters';
import { database } from '@/app/_server/database';
import { drawOf, registrationsOf } from '@/db/queries/draws';
import { rankedProgramme } from '@/db/queries/rankings';
import { drawn, ticketOf, ticketText } from '@/domain/draw';

/**
 * Every ticket of a draw that was made, with what anybody needs to compute it again: explanations after `#`, then a line
 * `protocol number,ticket` for each application, in the order of the draw.
 */
export async function GET(_: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const db = database();
  const programme = await rankedProgramme(db, (await params).slug);
  const draw = programme && (await drawOf(db, programme.id));
  if (!programme || !draw?.made) notFound();
  const { commitment, committedAt, made } = draw;
  const [t, registrations] = await Promise.all([
    getTranslations('voucherLife.draw.file'),
    registrationsOf(db, programme.id),
  ]);
  const order = drawn('parita', made, registrations);
  const explained = [
    t('title', { programme: programme.name }),
    t('source', { source: programme.rules.drawSource ?? '', number: made.publicNumber }),
    t('secret', { secret: made.secret }),
    t('commitment', { moment: minuteOf(committedAt), commitment }),
    t('verifySecret'),
    `printf '${made.secret}' | sha256sum`,
    t('verifyTicket'),
    `printf '${ticketText('parita', made, order[0] ?? '123/2026')}' | sha256sum`,
    t('order'),
  ];
  const tickets = order.map((registration) => `${registration},${ticketOf('parita', made, registration)}`);
  const lines = [...explained.map((line) => `# ${line}`), 'protocollo,biglietto', ...tickets];
  return new Response(lines.map((line) => `${line}\r\n`).join(''), {
    headers: {
      ...publicly(60),
      // It is written in the language of who asks.
      Vary: 'Cookie',
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': `attachment; filename="sorteggio-${programme.slug}.txt"`,
    },
  });
}
