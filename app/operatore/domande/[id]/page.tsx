import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AcceptedTexts } from '@/app/_legal/AcceptedTexts';
import { AsSent } from '@/app/_office/AsSent';
import { Attachments } from '@/app/_office/Attachments';
import { CaseHead } from '@/app/_office/CaseHead';
import { CaseNotice } from '@/app/_office/CaseNotice';
import { Decisions, History } from '@/app/_office/CaseRecord';
import { Charge } from '@/app/_office/Charge';
import { DecisionForms } from '@/app/_office/DecisionForms';
import { Neighbours } from '@/app/_office/Neighbours';
import { valueOf, type Query } from '@/app/_server/query';
import { Proposal } from '@/app/_office/Proposal';
import { VoucherBox } from '@/app/_office/VoucherBox';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Questions } from '@/app/_ui/Questions';
import { uuid } from '@/app/api/v1/uuid';
import { applicationFile, decisionsOn, eventsOf, spendsOf } from '@/db/queries/application-file';
import { databaseNow } from '@/db/queries/clock';
import { voucherSms } from '@/db/queries/messages';
import { staffNames } from '@/db/queries/office';
import { programmeBudgets } from '@/db/queries/programmes';
import { declaredFacts } from '@/domain/application/facts';
import { questionsOn } from '@/domain/application/questions';
import { civilDate } from '@/domain/calendar';
import { placeNames } from '@/domain/places';
import { evaluate } from '@/domain/programme/evaluation';
import { ente } from '@/ente';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office'))('case.title') };
}

/** Evaluation and decision. Drafts are their owners' alone: for the office they do not exist. */
export default async function CasePage({ params, searchParams }: Props) {
  const id = uuid((await params).id);
  const user = await requireUser(`/operatore/domande/${id}`, 'operatore', 'responsabile');
  const [t, record, notice] = await Promise.all([getTranslations('office'), caseRecord(id), searchParams]);
  const { file, form, now, names } = record;
  const { application, rules } = file;
  const day = civilDate(file.registration?.registeredAt ?? now);
  const evaluation = evaluate(rules, declaredFacts(form, day));
  const proposedCents = evaluation.amountCents ?? 0;
  return (
    <>
      <Breadcrumb items={[{ label: t('title'), href: '/operatore' }]} current={t('case.title')} />
      <Neighbours applicationId={application.id} query={valueOf(notice, 'elenco')} me={user.id} />
      <CaseNotice word={valueOf(notice, 'fatto')} />
      <CaseHead file={file} now={now} operator={names.get(application.operatorId ?? '')} />
      {application.status === 'presentata' && (
        <p className="to-decision no-print">
          <a href="#decisione">{t('case.toDecision')}</a>
        </p>
      )}
      <div className="case">
        <div className="case-evidence">
          <h2>{t('case.asSent')}</h2>
          <AsSent form={form} day={day} />
          <Attachments applicationId={application.id} />
          <AcceptedTexts applicationId={application.id} heading="h3" />
        </div>
        <div className="case-data">
          <Questions
            questions={questionsOn(application.answers, await placeNames(), day, ente.municipality)}
          />
          <Proposal
            members={form.members.length + 1}
            model={rules.amounts}
            evaluation={evaluation}
            residualCents={record.residualCents}
          />
          {application.status === 'presentata' && (
            <DecisionForms
              applicationId={application.id}
              proposedCents={proposedCents}
              inMyCharge={application.operatorId === user.id}
            />
          )}
          <Charge application={application} user={user} query={valueOf(notice, 'elenco')} />
          <Decisions decisions={record.decisions} names={names} />
          {file.voucher && (
            <VoucherBox
              voucher={file.voucher}
              balanceCents={file.balanceCents ?? 0}
              spends={record.spends}
              sms={record.sms}
            />
          )}
          <History events={record.events} />
        </div>
      </div>
    </>
  );
}

/** All that the page shows of an application that was sent. */
async function caseRecord(id: string) {
  const db = database();
  const file = await applicationFile(db, id);
  if (!file?.application.form) notFound();
  const { application, voucher } = file;
  const [now, decisions, events, sms, budgets, spends] = await Promise.all([
    databaseNow(db),
    decisionsOn(db, id),
    eventsOf(db, id),
    voucherSms(db, id),
    programmeBudgets(db),
    voucher ? spendsOf(db, voucher.id) : [],
  ]);
  const people = [application.operatorId, ...decisions.map(({ decidedBy }) => decidedBy)];
  const names = await staffNames(
    db,
    people.filter((person) => person !== null),
  );
  const residualCents = budgets.find((budget) => budget.id === file.programme.id)?.residualCents ?? null;
  return { file, form: file.application.form, now, decisions, events, sms, spends, names, residualCents };
}
