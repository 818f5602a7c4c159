import { getTranslations } from 'next-intl/server';
import { Icon } from '@/app/_ui/Icon';
import type { TicketMessage } from '@/db/queries/tickets/file';
import { limitFigures } from '@/domain/attachment/limits';
import { attachmentFault } from '@/domain/attachment/refusal';

type Props = { file: NonNullable<TicketMessage['file']>; href: (fileId: string) => string };

/** A file that came with a request: the way to its clean copy, or why there is none. */
export async function FileState({ file: { id, fileName, status, refusal }, href }: Props) {
  const [t, tFaults] = await Promise.all([getTranslations('help.files'), getTranslations('faults')]);
  switch (status) {
    case 'accettato':
      return (
        <p>
          <a href={href(id)} target="_blank" rel="noreferrer">
            <Icon name="file" size="sm" /> {fileName}
          </a>
        </p>
      );
    case 'in controllo':
      return (
        <p>
          {fileName} · {t('checking')}
        </p>
      );
    case 'rifiutato':
      return (
        <>
          <p>
            {fileName} · <strong>{t('refused')}</strong>
          </p>
          {refusal !== null && <p>{tFaults(attachmentFault(refusal) as never, limitFigures as never)}</p>}
        </>
      );
  }
}
