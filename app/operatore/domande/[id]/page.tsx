import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { CheckNote } from '@/app/_control/CheckNote';
import { AcceptedTexts } from '@/app/_legal/AcceptedTexts';
import { AsSent } from '@/app/_office/AsSent';
import { Attachments } from '@/app/_office/Attachments';
import { CaseHead } from '@/app/_office/CaseHead';
import { CaseNotice } from '@/app/_office/CaseNotice';
import { Decisions, History } from '@/app/_office/CaseRecord';
import { Charge } from '@/app/_office/Charge';
import { DecisionForms } from '@/app/_office/DecisionForms';
import { ErasedCase } from '@/app/_office/ErasedCase';
import { Neighbours } from '@/app/_office/Neighbours';
import { DecisionBar } from '@/app/_office/procedure/DecisionBar';
import { ProcedureRecord } from '@/app/_office/procedure/ProcedureRecord';
import { valueOf, type Query } from '@/app/_server/query';
import { IseeComparison } from '@/app/_office/IseeComparison';
import { Proposal } from '@/app/_office/Proposal';
import { RegisterState } from '@/app/_office/RegisterState';
import { WaitingBox } from '@/app/_office/WaitingBox';
import { UndeliveredMail } from '@/app/_office/UndeliveredMail';
import { Views } from '@/app/_office/Views';
import { VoucherBox } from '@/app/_office/VoucherBox';
import { VoucherNotice } from '@/app/_office/VoucherNotice';
import { Warnings } from '@/app/_office/Warnings';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { uuid } from '@/app/api/v1/uuid';
import { judged } from '@/commands/application/evaluate';
import { applicationFile, decisionsOn, eventsOf, type ApplicationFile } from '@/db/queries/application-file';
import { databaseNow } from '@/db/queries/clock';
import { staffNames } from '@/db/queries/office';
import { programmeBudgets } from '@/db/queries/programmes';
import { lastInquiries } from '@/db/queries/registers';
import { applicationsSharingMembers, sharedContacts } from '@/db/queries/shared';
import { waitingPhase } from '@/domain/application/phase';
import { questionsOn } from '@/domain/application/questions';
import { placeNames } from '@/domain/places';
import { differencesFrom } from '@/domain/register/differences';
import { ente } from '@/ente';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office'))('case.title') };
}

/** Evaluation and decision. Drafts are their owners' alone: for the office they do not exist. */
export default async function CasePage({ params, searchParams }: Props) {
  const id = uuid((await params).id);
  const user = await requireUser(`/operatore/domande/${id}`, 'operatore', 'responsabile');
  const sent = await applicationFile(database(), id);
  if (!sent?.application.form) notFound();
  await viewed(user, 'application', id);
  const { erasedAt } = sent.application;
  if (erasedAt !== null) return <ErasedCase file={sent} erasedAt={erasedAt} user={user} />;
  const [t, record, notice] = await Promise.all([getTranslations('office'), caseRecord(sent), searchParams]);
  const { file, form, now, names, judgement, inquiries } = record;
  const { application, rules } = file;
  const { evaluation, facts, evidence, day } = judgement;
  const proposedCents = evaluation.amountCents ?? 0;
  return (
    <>
      <Breadcrumb items={[{ label: t('title'), href: '/operatore' }]} current={t('case.title')} />
      <Neighbours applicationId={application.id} query={valueOf(notice, 'elenco')} me={user.id} />
      <CaseNotice applicationId={id} query={notice} />
      <VoucherNotice word={valueOf(notice, 'buono')} />
      <UndeliveredMail applicationId={id} />
      {application.phase === waitingPhase && (
        <WaitingBox applicationId={application.id} programmeId={file.programme.id} />
      )}
      <CaseHead file={file} now={now} operator={names.get(application.operatorId ?? '')} />
      <div className="case">
        <div className="case-evidence">
          <h2>{t('case.asSent')}</h2>
          <RegisterState
            applicationId={application.id}
            inquiries={inquiries}
            mayAsk={application.status === 'presentata'}
          />
          {evidence.isee && <IseeComparison declared={form.values['isee.amount']} isee={evidence.isee} />}
          <AsSent form={form} day={day} registered={evidence.household} />
          <Attachments applicationId={application.id} />
          <AcceptedTexts applicationId={application.id} heading="h3" />
        </div>
        <div className="case-data">
          <Warnings
            questions={questionsOn(application.answers, placeNames(), day, ente.municipality)}
            differences={differencesFrom(form, evidence, ente.municipality)}
            others={record.others}
            contacts={record.contacts}
          />
          <Proposal
            members={facts.people.length}
            model={rules.amounts}
            evaluation={evaluation}
            verified={evidence.household !== null || evidence.isee !== null}
            residualCents={record.residualCents}
          />
          <DecisionForms file={file} user={user} now={now} proposedCents={proposedCents} />
          <Charge application={application} user={user} query={valueOf(notice, 'elenco')} />
          <ProcedureRecord applicationId={application.id} />
          <Decisions
            decisions={record.decisions}
            names={names}
            letterHref={
              application.phase === waitingPhase ? null : `/domande/${application.id}/provvedimento/pdf`
            }
          />
          <VoucherBox file={file} role={user.role} />
          <CheckNote applicationId={application.id} />
          <History events={record.events} />
          <Views applicationId={application.id} user={user} />
        </div>
      </div>
      <DecisionBar application={application} />
    </>
  );
}

/** All that the page shows of an application that was sent. */
async function caseRecord(file: ApplicationFile) {
  const [db, { application }] = [database(), file];
  const { id, form } = application;
  if (!form) notFound();
  const now = await databaseNow(db);
  const [judgement, inquiries, others, contacts] = await Promise.all([
    judged(db, { ...file, now }),
    lastInquiries(db, id),
    applicationsSharingMembers(db, id),
    sharedContacts(db, id),
  ]);
  if (!judgement) notFound();
  const [decisions, events, budgets] = await Promise.all([
    decisionsOn(db, id),
    eventsOf(db, id),
    programmeBudgets(db),
  ]);
  const people = [application.operatorId, ...decisions.map(({ decidedBy }) => decidedBy)];
  const names = await staffNames(
    db,
    people.filter((person) => person !== null),
  );
  const residualCents = budgets.find((budget) => budget.id === file.programme.id)?.residualCents ?? null;
  const shown = { file, form, now, decisions, events, names, residualCents };
  return { ...shown, judgement, inquiries, others, contacts };
}
