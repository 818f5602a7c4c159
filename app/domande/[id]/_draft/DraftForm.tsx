import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { timeOf } from '@/app/_citizen/moments';
import { Form } from '@/app/_ui/Form';
import { emptyFormState } from '@/app/_ui/form-state';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import type { Answers } from '@/domain/application/answers';
import { sections, type Section } from '@/domain/application/fields';
import { civilDate } from '@/domain/calendar';
import { editDraft } from './actions';
import { AnnualIncomes, Declarations, PlainFields, Sustenance } from './DraftSections';
import { Household } from './Household';
import { VersionField } from './VersionField';

type Props = {
  applicationId: string;
  answers: Answers;
  version: number;
  savedAt: Date;
  /** What was done just before: the draft saved, the household changed, or nothing. */
  landed: 'saved' | 'household' | null;
};

/** The whole application on one page, section by section in the manual's order. */
export async function DraftForm({ applicationId, answers, version, savedAt, landed }: Props) {
  const t = await getTranslations('citizen.draft');
  const initialState =
    landed === 'saved'
      ? { ...emptyFormState, notice: t('saved', { time: timeOf(savedAt) }) }
      : emptyFormState;
  return (
    <Form action={editDraft} initialState={initialState} requiredNote>
      {/* The first button of a form is the one that Enter presses: it must save, not take a member away. */}
      <button type="submit" name="act" value="salva" hidden tabIndex={-1} />
      <input type="hidden" name="application" value={applicationId} />
      <VersionField version={version} />
      {sections.map((section) => (
        <div key={section} id={`sezione-${section}`}>
          {drawn(section, answers, landed === 'household')}
        </div>
      ))}
      <p>{t('sendNote')}</p>
      <div className="actions form-bar">
        <SubmitButton name="act" value="salva" look="secondary">
          {t('save')}
        </SubmitButton>
        <SubmitButton name="act" value="spedisci">
          {t('send')}
        </SubmitButton>
      </div>
    </Form>
  );
}

function drawn(section: Section, answers: Answers, householdChanged: boolean): ReactNode {
  switch (section) {
    case 'sustenance':
      return <Sustenance answers={answers} />;
    case 'household':
      return <Household answers={answers} today={civilDate(new Date())} changed={householdChanged} />;
    case 'annualIncomes':
      return <AnnualIncomes answers={answers} />;
    case 'declarations':
      return <Declarations answers={answers} />;
    case 'beneficiary':
    case 'contacts':
    case 'residence':
    case 'need':
    case 'monthlyMeans':
    case 'housing':
    case 'isee':
      return <PlainFields section={section} answers={answers} />;
  }
}
