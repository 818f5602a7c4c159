import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { v7 as newId } from 'uuid';
import { NameFields } from '@/app/_filing/NameFields';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { DateField } from '@/app/_ui/DateField';
import { Fieldset } from '@/app/_ui/Fieldset';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { RadioGroup } from '@/app/_ui/RadioGroup';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import { TextField } from '@/app/_ui/TextField';
import { mandateProofs } from '@/domain/mandate/mandate';
import { record } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('filing.mandate'))('title') };
}

/** The mandate of a person who is enrolled: theirs is the application, the organisation compiles it. */
export default async function NewMandatePage() {
  await requireUser('/intermediario/nuova-delega', 'intermediario');
  const [t, tClients] = await Promise.all([
    getTranslations('filing.mandate'),
    getTranslations('filing.clients'),
  ]);
  const proofs = mandateProofs.map((value) => ({ value, label: t(`proofs.${value}`) }));
  return (
    <>
      <Breadcrumb items={[{ label: tClients('title'), href: '/intermediario' }]} current={t('title')} />
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <Form action={record} requiredNote>
        <input type="hidden" name="mandate" value={newId()} />
        <Fieldset legend={t('person')}>
          <NameFields />
        </Fieldset>
        <Fieldset legend={t('paper')}>
          <TextField name="number" label={t('number')} autoComplete="off" short required />
          <TextArea name="scope" label={t('scope')} hint={t('scopeHint')} rows={3} required />
          <DateField name="signedOn" label={t('signedOn')} autoComplete="off" required />
          <DateField name="validFrom" label={t('validFrom')} autoComplete="off" required />
          <DateField name="validUntil" label={t('validUntil')} autoComplete="off" required />
          <RadioGroup name="proof" label={t('proof')} options={proofs} required />
        </Fieldset>
        <Actions>
          <SubmitButton>{t('button')}</SubmitButton>
        </Actions>
      </Form>
    </>
  );
}
