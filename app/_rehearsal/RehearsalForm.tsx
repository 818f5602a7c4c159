import { getTranslations } from 'next-intl/server';
import { errorsOf } from '@/app/_server/form-action';
import { Actions } from '@/app/_ui/Actions';
import { ErrorSummary } from '@/app/_ui/ErrorSummary';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import type { RehearsalProgramme } from '@/db/queries/rehearsal';
import {
  askedFields,
  invented,
  otherNamed,
  othersFor,
  rehearsalPath,
  type Asked,
  type OtherRules,
} from './asked';

type Props = { draftOf: string; asked: Asked; programmes: readonly RehearsalProgramme[] };

/** On whom the rules are tried, at what pace applications come, and what is set beside them. Nothing is sent but the address. */
export async function RehearsalForm({ draftOf, asked, programmes }: Props) {
  const t = await getTranslations('rehearsal');
  const errors = (await errorsOf({ code: 'invalid', faults: asked.faults })).map((error) => {
    const field = askedFields.find((each) => each === error.field);
    return field ? { ...error, label: t(`fields.${field}`) } : error;
  });
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  const nameOf = (id: string) => programmes.find((each) => each.id === id)?.name || t('unnamed');
  const otherName = (other: OtherRules): string => {
    if (other.programmeId === draftOf) return t('ownInForce');
    return t(`others.${other.which}`, { name: nameOf(other.programmeId) });
  };
  return (
    <form action={rehearsalPath(draftOf)} aria-label={t('form')}>
      <ErrorSummary errors={errors} />
      <div className="filter-grid">
        <SelectField
          name="nuclei"
          label={t('fields.nuclei')}
          placeholder={false}
          defaultValue={asked.typed.nuclei}
          error={errorOf('nuclei')}
          options={[
            { value: invented, label: t('invented') },
            ...programmes
              .filter(({ inForce }) => inForce)
              .map(({ id }) => ({ value: id, label: t('pastOf', { name: nameOf(id) }) })),
          ]}
        />
        <TextField
          name="quanti"
          label={t('fields.quanti')}
          hint={t('hints.quanti')}
          inputMode="numeric"
          defaultValue={asked.typed.quanti}
          error={errorOf('quanti')}
        />
        <TextField
          name="seme"
          label={t('fields.seme')}
          hint={t('hints.seme')}
          inputMode="numeric"
          defaultValue={asked.typed.seme}
          error={errorOf('seme')}
        />
        <TextField
          name="al-giorno"
          label={t('fields.al-giorno')}
          hint={t('hints.al-giorno')}
          inputMode="numeric"
          defaultValue={asked.typed['al-giorno']}
          error={errorOf('al-giorno')}
        />
        <SelectField
          name="confronto"
          label={t('fields.confronto')}
          placeholder={t('noOther')}
          defaultValue={asked.typed.confronto}
          error={errorOf('confronto')}
          options={othersFor(draftOf, programmes).map((other) => ({
            value: otherNamed(other),
            label: otherName(other),
          }))}
        />
      </div>
      <Actions>
        <SubmitButton>{t('try')}</SubmitButton>
      </Actions>
    </form>
  );
}
