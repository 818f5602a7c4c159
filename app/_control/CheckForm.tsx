import { getTranslations } from 'next-intl/server';
import { check } from '@/app/operatore/controlli/campioni/actions';
import { Actions } from '@/app/_ui/Actions';
import { Fieldset } from '@/app/_ui/Fieldset';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { RadioGroup } from '@/app/_ui/RadioGroup';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import { TextField } from '@/app/_ui/TextField';
import type { Check } from '@/db/queries/control/checks';
import { checkField, checkOutcomes, declarationsIn } from '@/domain/control/check';
import { AsDeclared, type DeclaredWith } from './AsDeclared';
import { declarationWords } from './declaration-words';

/** The registers a town compares declarations with; anything else may be written too. */
const registers = ['anpr', 'isee', 'inps', 'siatel', 'land', 'employer', 'other'] as const;

/** What was declared, one after the other, each with what the office found of it. */
export async function CheckForm({
  check: { outcomes, ...of },
  declared,
}: {
  check: Check;
  declared: DeclaredWith;
}) {
  const [t, words] = await Promise.all([getTranslations('samples.check'), declarationWords()]);
  const known = new Map(outcomes.map((outcome) => [outcome.declaration, outcome]));
  return (
    <Form
      action={check}
      // What was saved is where the form begins again.
      key={outcomes.map(({ at }) => at.getTime()).join()}
    >
      <HiddenField name="sampleId" value={of.sampleId} />
      <HiddenField name="applicationId" value={of.applicationId} />
      {declarationsIn(declared.form).map((declaration) => (
        <Fieldset key={declaration} legend={words(declaration)}>
          <input type="hidden" name="declaration" value={declaration} />
          <div className="check-declaration">
            <div>
              <AsDeclared declaration={declaration} {...declared} />
            </div>
            <div className="check-findings">
              <RadioGroup
                name={checkField(declaration, 'outcome')}
                label={t('outcome')}
                options={checkOutcomes.map((outcome) => ({
                  value: outcome,
                  label: t(`outcomes.${outcome}`),
                }))}
                defaultValue={known.get(declaration)?.outcome}
              />
              <TextField
                name={checkField(declaration, 'comparedWith')}
                label={t('comparedWith')}
                hint={t('comparedWithHint')}
                suggestions={registers.map((register) => t(`registers.${register}`))}
                maxLength={200}
                defaultValue={known.get(declaration)?.comparedWith}
              />
              <TextArea
                name={checkField(declaration, 'note')}
                label={t('note')}
                hint={t('noteHint')}
                rows={2}
                maxLength={2_000}
                defaultValue={known.get(declaration)?.note}
              />
            </div>
          </div>
        </Fieldset>
      ))}
      <p>{t('closeText')}</p>
      <Actions>
        <SubmitButton name="act" value="save">
          {t('save')}
        </SubmitButton>
        <SubmitButton name="act" value="close" look="secondary" icon="locked">
          {t('close')}
        </SubmitButton>
      </Actions>
    </Form>
  );
}
