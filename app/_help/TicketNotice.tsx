import { getTranslations } from 'next-intl/server';
import { BigCode } from '@/app/_ui/BigCode';
import { Callout } from '@/app/_ui/Callout';

type Props = { sent: boolean; replied: boolean; ticket: { code: string; email: string } };

/** What has just been done with a request: sent, with its code and where the mail went; or answered. */
export async function TicketNotice({ sent, replied, ticket }: Props) {
  const t = await getTranslations('help.notices');
  if (replied) return <Callout tone="success" role="status" title={t('replied')} />;
  if (!sent) return null;
  return (
    <Callout tone="success" role="status" title={t('sent')}>
      <p>{t('code')}</p>
      <BigCode code={ticket.code} />
      <p className="mt-3">{t('mail', { email: ticket.email })}</p>
    </Callout>
  );
}
