import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { Actions } from '@/app/_ui/Actions';
import { Form } from '@/app/_ui/Form';
import type { FormState } from '@/app/_ui/form-state';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { activeProgrammes } from '@/db/queries/programmes';

type Props = {
  action: (state: FormState, data: FormData) => Promise<FormState>;
  /** By what the application is compiled: the call or the mandate, carried by the form. */
  name: 'call' | 'mandate';
  value: string;
};

/** Opens an application for somebody, or goes on with the one begun for them. */
export async function BeginFor({ action, name, value }: Props) {
  const [t, programmes] = await Promise.all([getTranslations('filing'), activeProgrammes(database())]);
  return (
    <>
      <h2>{t('beginFor')}</h2>
      <p>{t('beginForText')}</p>
      <Form action={action} id="compila">
        <input type="hidden" name={name} value={value} />
        <SelectField
          name="slug"
          label={t('service')}
          options={programmes.map((each) => ({ value: each.slug, label: each.name }))}
          required
        />
        <Actions>
          <SubmitButton>{t('compile')}</SubmitButton>
        </Actions>
      </Form>
    </>
  );
}
