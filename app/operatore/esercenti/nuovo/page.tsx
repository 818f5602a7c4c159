import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { v7 as newId } from 'uuid';
import { EnrolmentInputs } from '@/app/_merchants/EnrolmentInputs';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { officeRoles } from '@/domain/roles';
import { register } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('merchants'))('register.title') };
}

/** A business that came to the desk, written down by the office. */
export default async function NewMerchantPage() {
  await requireUser('/operatore/esercenti/nuovo', ...officeRoles);
  const t = await getTranslations('merchants');
  return (
    <>
      <Breadcrumb
        items={[{ label: t('title'), href: '/operatore/esercenti' }]}
        current={t('register.title')}
      />
      <PageHead title={t('register.title')}>
        <p>{t('register.lead')}</p>
      </PageHead>
      <Form action={register} requiredNote>
        <HiddenField name="merchantId" value={newId()} />
        <EnrolmentInputs />
        <Actions>
          <SubmitButton>{t('register.save')}</SubmitButton>
          <ButtonLink href="/operatore/esercenti" look="link">
            {t('register.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </>
  );
}
