import { getTranslations } from 'next-intl/server';
import { labelled } from '@/app/_citizen/labelled';
import { timeOf } from '@/app/_citizen/moments';
import { database } from '@/app/_server/database';
import { errorsOf } from '@/app/_server/form-action';
import { parkingTicket } from '@/app/_server/parking';
import { Actions } from '@/app/_ui/Actions';
import { Form } from '@/app/_ui/Form';
import { emptyFormState, type FormState } from '@/app/_ui/form-state';
import { HiddenField } from '@/app/_ui/HiddenField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { certifiedOf } from '@/db/queries/certified';
import type { ApplicationFile } from '@/db/queries/application-file';
import { parkedFor } from '@/db/queries/parked';
import { filesForSelf } from '@/domain/application/applicant';
import { isAsked, type Answers } from '@/domain/application/answers';
import { fields, type FieldSpec, type Section } from '@/domain/application/fields';
import { answersIn } from '@/domain/application/progress';
import { reconcile } from '@/domain/application/reconcile';
import { civilDate } from '@/domain/calendar';
import { editSection } from './actions';
import { compilerOf } from './compiler';
import { Autosave } from './autosave/Autosave';
import { fieldLabels } from './field-labels';
import { ParkedNotice } from './ParkedNotice';
import { SectionFields } from './SectionFields';

/** What was done just before: the section saved, the household changed, or nothing. */
export type Landed = 'saved' | 'household' | null;

type Props = {
  application: ApplicationFile['application'];
  rules: ApplicationFile['rules'];
  section: Section;
  fromSummary: boolean;
  landed: Landed;
};

/**
 * The form of one section. It carries what it was drawn from (`base`), so that what another tab saves meanwhile is
 * told apart, and a ticket that keeps what was typed when the access has ended by the time it is posted.
 */
export async function SectionForm({ application, rules, section, fromSummary, landed }: Props) {
  const { id, answers, savedAt } = application;
  const t = await getTranslations('citizen.section');
  const [parked, certified, by] = await Promise.all([
    parkedFor(database(), id, section),
    certifiedInPerson(application),
    compilerOf(application),
  ]);
  const drawn = parked
    ? reconcile(section, { ...parked, current: answers })
    : { shown: answersIn(section, answers), base: answersIn(section, answers), faults: [] };
  const errors = await errorsOf({ code: 'incomplete', faults: drawn.faults });
  const state: FormState = {
    ...labelled({ ...emptyFormState, errors }, await fieldLabels()),
    ...(landed === 'saved' && { notice: t('saved', { time: timeOf(savedAt) }) }),
  };
  return (
    <>
      {parked && (
        <ParkedNotice applicationId={id} section={section} fromSummary={fromSummary} at={parked.parkedAt} />
      )}
      {/* Another form, not the same kept, once what was parked is discarded: a touched field would keep its text. */}
      <Form
        key={parked ? 'parked' : 'saved'}
        action={editSection}
        initialState={state}
        className="section-form"
        requiredNote={asksSomething(section, answers, rules)}
      >
        {/* The first button of a form is the one that Enter presses. */}
        <button type="submit" name="act" value="continua" hidden tabIndex={-1} />
        <input type="hidden" name="application" value={id} />
        <input type="hidden" name="section" value={section} />
        <input type="hidden" name="da" value={fromSummary ? 'riepilogo' : ''} />
        <input type="hidden" name="ticket" value={parkingTicket(id)} />
        <HiddenField name="base" value={JSON.stringify(drawn.base)} />
        <div data-autosave-notices="" role="status" />
        <SectionFields
          section={section}
          answers={{ ...withoutSection(section, answers), ...drawn.shown, ...certified?.answers }}
          certified={certified}
          today={civilDate(new Date())}
          householdChanged={landed === 'household'}
          rules={rules}
          by={by}
        />
        <Actions>
          <SubmitButton name="act" value="continua">
            {t('continue')}
          </SubmitButton>
          <SubmitButton name="act" value="salva" look="secondary">
            {t('save')}
          </SubmitButton>
        </Actions>
        <Autosave
          applicationId={id}
          section={section}
          version={application.answersVersion}
          isHeld={parked !== null}
          onDevice={by.own}
        />
        <p className="skip-step">
          {t('skipQuestion')}{' '}
          <SubmitButton name="act" value="salta" look="link">
            {t('skip')}
          </SubmitButton>
        </p>
      </Form>
    </>
  );
}

/** What an identity certified of the citizen, where the application is for the citizen in person. */
async function certifiedInPerson({ citizenId, answers }: ApplicationFile['application']) {
  return filesForSelf(answers) ? certifiedOf(database(), citizenId) : null;
}

/** Whether a field of the section has to be filled in, so that the page says what the asterisk means. */
const asksSomething = (section: Section, answers: Answers, rules: ApplicationFile['rules']): boolean =>
  (section === 'declarations' && (rules.requiredDeclarations ?? []).length > 0) ||
  Object.values<FieldSpec>(fields[section]).some((spec) => spec.required && isAsked(spec, answers));

const withoutSection = (section: Section, answers: Answers): Answers => {
  const own = answersIn(section, answers);
  return Object.fromEntries(Object.entries(answers).filter(([field]) => !Object.hasOwn(own, field)));
};
