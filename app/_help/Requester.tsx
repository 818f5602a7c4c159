import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/Card';
import { SummaryList } from '@/app/_ui/SummaryList';
import type { TicketRow } from '@/db/queries/tickets/file';
import { writePhone } from '@/domain/phone';

type Props = { ticket: TicketRow; service: string | null };

/** Who asks, how to reach them, and the page they asked from. */
export async function Requester({ ticket: { name, phone, email, page, userId, errorCode }, service }: Props) {
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
          ...(errorCode === null ? [] : [{ label: t('desk.errorCode'), value: errorCode }]),
          ...(service === null ? [] : [{ label: t('desk.service'), value: service }]),
          { label: t('desk.signedIn'), value: userId === null ? t('desk.no') : t('desk.yes') },
        ]}
      />
      {userId === null && <p className="field-hint">{t('desk.unproven')}</p>}
    </Card>
  );
}
