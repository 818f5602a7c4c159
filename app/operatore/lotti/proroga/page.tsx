import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { prepareMoreTime } from '@/app/operatore/lotti/actions';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { DateField } from '@/app/_ui/DateField';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import { databaseNow } from '@/db/queries/clock';
import { programmeBudgets } from '@/db/queries/programmes';
import { civilDate } from '@/domain/calendar';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('batches'))('extend.title') };
}

/** More time for all vouchers of a programme. */
export default async function ExtensionPage() {
  await requireUser('/operatore/lotti/proroga', 'operatore', 'responsabile');
  const [t, programmes, now] = await Promise.all([
    getTranslations('batches'),
    programmeBudgets(database()),
    databaseNow(database()),
  ]);
  return (
    <>
      <Breadcrumb items={[{ label: t('title'), href: '/operatore/lotti' }]} current={t('extend.title')} />
      <PageHead title={t('extend.title')}>
        <p>{t('extend.lead')}</p>
      </PageHead>
      <Form action={prepareMoreTime} className="batch-form" requiredNote>
        <SelectField
          name="programme"
          label={t('extend.programme')}
          required
          options={programmes.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
        <DateField name="expiresOn" label={t('extend.expiresOn')} min={civilDate(now)} required />
        <TextArea name="reason" label={t('extend.reason')} hint={t('extend.reasonHint')} rows={3} required />
        <SubmitButton icon="arrow-right">{t('chosen.prepare')}</SubmitButton>
      </Form>
    </>
  );
}
