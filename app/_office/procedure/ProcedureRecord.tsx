import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { AttachmentList } from '@/app/_citizen/AttachmentList';
import { minuteOf } from '@/app/_citizen/moments';
import { database } from '@/app/_server/database';
import { Amount } from '@/app/_ui/Amount';
import { Card } from '@/app/_ui/Card';
import { DateTime } from '@/app/_ui/DateTime';
import { SummaryList } from '@/app/_ui/SummaryList';
import { attachmentsOn, type AttachmentRow } from '@/db/queries/attachments';
import { staffNames } from '@/db/queries/office';
import {
  annulmentOf,
  proposalsOn,
  requestsOn,
  reviewsOn,
  type CitizenRequestRow,
  type ProposalRow,
} from '@/db/queries/procedure';

type Names = ReadonlyMap<string, string>;

/** What was asked and answered, proposed and signed, asked to be reviewed, or annulled: all that led to the decisions. */
export async function ProcedureRecord({ applicationId }: { applicationId: string }) {
  const db = database();
  const [t, requests, proposals, reviews, annulment, attachments] = await Promise.all([
    getTranslations('procedure.office'),
    requestsOn(db, applicationId),
    proposalsOn(db, applicationId),
    reviewsOn(db, applicationId),
    annulmentOf(db, applicationId),
    attachmentsOn(db, applicationId),
  ]);
  const people = [
    ...requests.map(({ askedBy }) => askedBy),
    ...proposals.flatMap(({ proposedBy, signedBy, returnedBy }) => [proposedBy, signedBy, returnedBy]),
    annulment?.annulledBy ?? null,
  ];
  const names = await staffNames(
    db,
    people.filter((person) => person !== null),
  );
  return (
    <>
      {requests.length > 0 && (
        <Card>
          <h2 id="richieste">{t('record.requests')}</h2>
          {requests.map((request) => (
            <Request
              key={request.id}
              request={request}
              names={names}
              attachments={attachments.filter(({ requestId }) => requestId === request.id)}
            />
          ))}
        </Card>
      )}
      {reviews.map(({ id, requestedAt, text }) => (
        <Card key={id}>
          <h2>{t('record.review')}</h2>
          <SummaryList
            items={[
              { label: t('record.reviewAt'), value: <DateTime at={requestedAt} precision="minute" /> },
              { label: t('record.why'), value: <Written>{text}</Written> },
            ]}
          />
        </Card>
      ))}
      {proposals.length > 0 && (
        <Card>
          <h2>{t('record.proposals')}</h2>
          {proposals.map((proposal) => (
            <Proposed key={proposal.id} proposal={proposal} names={names} />
          ))}
        </Card>
      )}
      {annulment && (
        <Card>
          <h2>{t('record.annulment')}</h2>
          <SummaryList
            items={[
              {
                label: t('record.annulledAt'),
                value: <DateTime at={annulment.annulledAt} precision="minute" />,
              },
              { label: t('record.annulledBy'), value: names.get(annulment.annulledBy) },
              {
                label: t('record.reasons'),
                value: annulment.reasonCodes.map((code) => t(`annulments.${code}`)).join(', '),
              },
              ...(annulment.reason === null
                ? []
                : [{ label: t('words'), value: <Written>{annulment.reason}</Written> }]),
            ]}
          />
        </Card>
      )}
    </>
  );
}

const Written = ({ children }: { children: ReactNode }) => <span className="as-written">{children}</span>;

type RequestProps = { request: CitizenRequestRow; names: Names; attachments: readonly AttachmentRow[] };

async function Request({ request, names, attachments }: RequestProps) {
  const t = await getTranslations('procedure.office');
  const { kind, askedAt, askedBy, answerBy, text, reasonCodes, answer, answeredAt } = request;
  return (
    <>
      <h3>{t(`record.${kind}`)}</h3>
      <SummaryList
        items={[
          { label: t('record.askedAt'), value: <DateTime at={askedAt} precision="minute" /> },
          { label: t('record.askedBy'), value: names.get(askedBy) },
          ...(reasonCodes.length === 0
            ? []
            : [
                {
                  label: t('record.reasons'),
                  value: reasonCodes.map((code) => t(`reasons.${code}`)).join(', '),
                },
              ]),
          ...(text === null ? [] : [{ label: t('record.text'), value: <Written>{text}</Written> }]),
          { label: t('record.answerBy'), value: <DateTime at={answerBy} precision="minute" /> },
          { label: t('record.outcome'), value: await outcomeOf(request) },
          ...(answeredAt === null
            ? []
            : [
                {
                  label: t('record.answer'),
                  value: answer === null ? t('record.onlyDocuments') : <Written>{answer}</Written>,
                },
              ]),
        ]}
      />
      {attachments.length > 0 && (
        <AttachmentList applicationId={request.applicationId} attachments={attachments} />
      )}
    </>
  );
}

async function outcomeOf({ answeredAt, lapsedAt, droppedAt }: CitizenRequestRow): Promise<string> {
  const t = await getTranslations('procedure.office.record');
  if (answeredAt) return t('answered', { moment: minuteOf(answeredAt) });
  if (lapsedAt) return t('lapsed');
  return droppedAt ? t('dropped') : t('open');
}

async function Proposed({ proposal, names }: { proposal: ProposalRow; names: Names }) {
  const t = await getTranslations('procedure.office.record');
  const { amountCents, proposedAt, proposedBy, signedBy, returnedBy, returnReason, droppedAt } = proposal;
  const outcome = signedBy
    ? t('signedBy', { name: names.get(signedBy) ?? '' })
    : returnedBy
      ? t('returnedBy', { name: names.get(returnedBy) ?? '' })
      : t(droppedAt ? 'droppedProposal' : 'toSign');
  return (
    <SummaryList
      items={[
        { label: t('amount'), value: <Amount cents={amountCents} /> },
        { label: t('proposedBy'), value: names.get(proposedBy) },
        { label: t('proposedAt'), value: <DateTime at={proposedAt} precision="minute" /> },
        { label: t('outcome'), value: outcome },
        ...(returnReason === null ? [] : [{ label: t('why'), value: <Written>{returnReason}</Written> }]),
      ]}
    />
  );
}
