import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { officeArea } from '@/app/_merchants/area';
import { BusinessInputs } from '@/app/_merchants/fields';
import { database } from '@/app/_server/database';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { merchantFile } from '@/db/queries/merchants/file';
import { writePhone } from '@/domain/phone';
import { edit } from '../../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('merchants'))('business.edit') };
}

/** The data of a business, to be corrected by the office. */
export default async function EditMerchantPage({ params }: { params: Promise<{ id: string }> }) {
  const area = await officeArea((await params).id, '/dati');
  const [t, file] = await Promise.all([
    getTranslations('merchants'),
    merchantFile(database(), area.merchantId),
  ]);
  if (!file) notFound();
  const { merchant } = file;
  return (
    <>
      <Breadcrumb
        items={[
          { label: t('title'), href: '/operatore/esercenti' },
          { label: merchant.name, href: area.base },
        ]}
        current={t('business.edit')}
      />
      <PageHead title={t('business.edit')}>
        <p>{t('business.editLead')}</p>
      </PageHead>
      <Form action={edit} requiredNote>
        <HiddenField name="merchantId" value={merchant.id} />
        <BusinessInputs known={{ ...merchant, phone: merchant.phone && writePhone(merchant.phone) }} />
        <Actions>
          <SubmitButton>{t('business.save')}</SubmitButton>
          <ButtonLink href={area.base} look="link">
            {t('agreement.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </>
  );
}
