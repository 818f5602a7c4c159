import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/Card';
import { SummaryList } from '@/app/_ui/SummaryList';
import type { ticketByCode } from '@/db/queries/tickets/file';
import { writePhone } from '@/domain/phone';

type Ticket = NonNullable<Awaited<ReturnType<typeof ticketByCode>>>['ticket'];

/** Who asks, how to reach them, and the page they asked from. */
export async function Requester({ ticket: { name, phone, email, page, userId } }: { ticket: Ticket }) {
  const t = await getTranslations('help');
  return (
    <Card>
      <h2>{t('desk.requester')}</h2>
      <SummaryList
        items={[
          { label: t('name'), value: name },
          { label: t('phone'), value: <a href={`tel:${phone}`}>{writePhone(phone)}</a> },
          { label: t('email'), value: <a href={`mailto:${email}`}>{email}</a> },
          { label: t('desk.page'), value: page },
          { label: t('desk.signedIn'), value: userId === null ? t('desk.no') : t('desk.yes') },
        ]}
      />
    </Card>
  );
}
