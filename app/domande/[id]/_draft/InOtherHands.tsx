import { getTranslations } from 'next-intl/server';
import { listCrumb } from '@/app/_citizen/list-crumb';
import { database } from '@/app/_server/database';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Callout } from '@/app/_ui/Callout';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { StatusBadge } from '@/app/_ui/StatusBadge';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import type { ApplicationFile } from '@/db/queries/application-file';
import { organisationOfMandate } from '@/db/queries/filed-for';
import { takeOverDraft } from './take-over-action';

/** A draft that an operator or an intermediary compiles for the citizen, who may go on with it themselves. */
export async function InOtherHands({ file }: { file: ApplicationFile }) {
  const { application, programme } = file;
  const [t, organisation] = await Promise.all([
    getTranslations('filing'),
    organisationOfMandate(database(), application.mandateId),
  ]);
  const channel = organisation === null ? 'byPhone' : 'byMandate';
  return (
    <>
      <Breadcrumb items={[await listCrumb(application)]} current={programme.name} />
      <PageHead title={programme.name}>
        <p>
          <StatusBadge status={application.status} />
        </p>
      </PageHead>
      <Callout title={t(`${channel}Title`)}>
        <p>{t(`${channel}Text`, { organisation: organisation ?? '' })}</p>
        <p>{t('takeOverText')}</p>
      </Callout>
      <Form action={takeOverDraft} id="continuo-io">
        <input type="hidden" name="application" value={application.id} />
        <Actions>
          <SubmitButton>{t('takeOver')}</SubmitButton>
        </Actions>
      </Form>
    </>
  );
}
