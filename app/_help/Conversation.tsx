import { getTranslations } from 'next-intl/server';
import { DateTime } from '@/app/_ui/DateTime';
import type { TicketMessage } from '@/db/queries/tickets/file';
import { FileState } from './FileState';

type Props = {
  messages: readonly TicketMessage[];
  /** Who reads: their own messages are called "you". */
  reader: 'richiedente' | 'supporto';
  requester: string;
  /** The address of a file. */
  fileHref: (fileId: string) => string;
};

/** What was written in a request for help, oldest first. */
export async function Conversation({ messages, reader, requester, fileHref }: Props) {
  const t = await getTranslations('help.conversation');
  const names = { richiedente: requester, supporto: t('desk') };
  return (
    <section aria-labelledby="conversazione">
      <h2 id="conversazione">{t('title')}</h2>
      <ol className="conversation">
        {messages.map(({ id, author, body, at, file }) => (
          <li key={id} className={author === reader ? 'message message-own' : 'message'}>
            <p className="message-head">
              <strong>{author === reader && reader === 'richiedente' ? t('you') : names[author]}</strong>{' '}
              <DateTime at={at} precision="minute" />
            </p>
            {file ? <FileState file={file} href={fileHref} /> : <p className="as-written">{body}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
