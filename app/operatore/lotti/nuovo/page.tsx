import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { choiceHref, choiceOf, choiceQuery, chosenIds } from '@/app/_batch/chosen';
import { RejectionReasons } from '@/app/_office/procedure/ReasonBoxes';
import { prepareCharge, prepareDecision } from '@/app/operatore/lotti/actions';
import { database } from '@/app/_server/database';
import type { Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { RadioGroup } from '@/app/_ui/RadioGroup';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { colleagues } from '@/db/queries/batches';
import { mostFiltered } from '@/domain/batch/batch';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('batches'))('chosen.title') };
}

/** What to do with the applications chosen in the worklist. Reading it changes nothing; the preview comes next. */
export default async function ChosenPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const choice = choiceOf(query);
  const user = await requireUser(choiceHref(choice), 'operatore', 'responsabile');
  if (choice.act === 'assegna' && user.role !== 'responsabile') notFound();
  const [t, ids] = await Promise.all([getTranslations('batches'), chosenIds(choice, user.id)]);
  const title = t(`chosen.acts.${choice.act}`, { count: Math.min(ids.length, mostFiltered) });
  return (
    <>
      <Breadcrumb items={[{ label: t('title'), href: '/operatore/lotti' }]} current={t('chosen.title')} />
      {ids.length === 0 ? (
        <>
          <PageHead title={t('chosen.title')} />
          <EmptyState title={t('chosen.none')}>
            <p>{t('chosen.noneText')}</p>
            <ButtonLink href="/operatore">{t('chosen.toWorklist')}</ButtonLink>
          </EmptyState>
        </>
      ) : (
        <>
          <PageHead title={title}>
            <p>{t('chosen.lead')}</p>
          </PageHead>
          {choice.act === 'decidi' ? (
            <DecisionForm choice={choiceQuery(choice)} />
          ) : (
            <AssignmentForm choice={choiceQuery(choice)} />
          )}
        </>
      )}
    </>
  );
}

async function DecisionForm({ choice }: { choice: string }) {
  const t = await getTranslations('batches.chosen');
  return (
    <Form action={prepareDecision} className="batch-form">
      <HiddenField name="choice" value={choice} />
      <RadioGroup
        name="outcome"
        label={t('outcome')}
        defaultValue="approvata"
        required
        options={[
          { value: 'approvata', label: t('approve'), hint: t('approveHint') },
          { value: 'respinta', label: t('reject'), hint: t('rejectHint') },
        ]}
      />
      <RejectionReasons optional />
      <SubmitButton icon="arrow-right">{t('prepare')}</SubmitButton>
    </Form>
  );
}

async function AssignmentForm({ choice }: { choice: string }) {
  const [t, people] = await Promise.all([getTranslations('batches.chosen'), colleagues(database())]);
  return (
    <Form action={prepareCharge} className="batch-form">
      <HiddenField name="choice" value={choice} />
      <SelectField
        name="operatorId"
        label={t('colleague')}
        required
        options={people.map(({ id, givenName, familyName }) => ({
          value: id,
          label: `${familyName} ${givenName}`,
        }))}
      />
      <SubmitButton icon="arrow-right">{t('prepare')}</SubmitButton>
    </Form>
  );
}
