import { getTranslations } from 'next-intl/server';
import { answersOf } from '@/app/_office/AsSent';
import { Household } from '@/app/_office/Household';
import { IseeComparison } from '@/app/_office/IseeComparison';
import { SummaryList } from '@/app/_ui/SummaryList';
import type { ApplicationForm } from '@/domain/application/answers';
import { isBox, type Declaration } from '@/domain/control/check';
import type { RegisterEvidence } from '@/domain/register/registers';

/** The form as it was sent, with what registers have answered about it. */
export type DeclaredWith = {
  form: ApplicationForm;
  /** Civil day of the application, on which ages are counted. */
  day: string;
  evidence: RegisterEvidence;
};

type Props = DeclaredWith & { declaration: Declaration };

/** What was declared, beside what a register has said of it where one was asked. Of a box, that it was ticked. */
export async function AsDeclared({ declaration, form, day, evidence }: Props) {
  const t = await getTranslations('samples.check');
  const shown = hasAnswers(declaration)
    ? await answersOf(form, isBox(declaration) ? 'declarations' : declaration)
    : [];
  return (
    <>
      {isBox(declaration) && <p>{t('ticked')}</p>}
      {!isBox(declaration) && declaration !== 'household' && shown.length === 0 && <p>{t('leftEmpty')}</p>}
      {declaration === 'household' && <Household form={form} day={day} registered={evidence.household} />}
      {declaration === 'isee' && evidence.isee && (
        <IseeComparison declared={form.values['isee.amount']} isee={evidence.isee} />
      )}
      {shown.length > 0 && <SummaryList items={shown} />}
    </>
  );
}

/** Of the boxes, one alone asks for more: which support is received, and how much. */
const hasAnswers = (declaration: Declaration): boolean =>
  !isBox(declaration) || declaration === 'declarations.receivesSupport';
