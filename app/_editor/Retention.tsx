import { randomUUID } from 'node:crypto';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { DataTable } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { SummaryList } from '@/app/_ui/SummaryList';
import { TextArea } from '@/app/_ui/TextArea';
import { TextField } from '@/app/_ui/TextField';
import { hold, lift, move } from '@/app/operatore/bandi/[id]/conservazione/actions';
import { retentionOf } from '@/db/queries/retention';
import { writeRegistration } from '@/domain/application/registration';
import { retentionMonths } from '@/domain/retention/terms';

type Kept = NonNullable<Awaited<ReturnType<typeof retentionOf>>>;

/**
 * What becomes of the personal data of a closed programme: until when it stays, what is erased then, and what somebody's claim
 * keeps from it. The term and the holds are a responsabile's.
 */
export async function Retention({ programmeId, mayDecide }: { programmeId: string; mayDecide: boolean }) {
  const [t, kept] = await Promise.all([
    getTranslations('editor.retention'),
    retentionOf(database(), programmeId),
  ]);
  if (!kept) return null;
  const isOver = kept.doneAt !== null;
  return (
    <section aria-labelledby="conservazione" className="rights">
      <h2 id="conservazione">{t('title')}</h2>
      <p>{t(isOver ? 'doneText' : 'text')}</p>
      <SummaryList items={isOver ? pastOf(kept, t) : aheadOf(kept, t)} />
      <Holds kept={kept} mayLift={mayDecide} />
      {mayDecide && !isOver && <Decide kept={kept} />}
      {!mayDecide && !isOver && <p>{t('who')}</p>}
    </section>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<'editor.retention'>>>;

const pastOf = ({ doneAt, erased }: Kept, t: Words) => [
  { label: t('doneAt'), value: doneAt && <DateTime at={doneAt} precision="minute" /> },
  { label: t('erased'), value: erased },
];

const aheadOf = ({ closedAt, months, eraseAt, erased, ahead }: Kept, t: Words) => [
  { label: t('closedAt'), value: <DateTime at={closedAt} precision="minute" /> },
  { label: t('months'), value: months },
  { label: t('eraseAt'), value: <DateTime at={eraseAt} precision="minute" /> },
  { label: t('applications'), value: ahead.applications },
  { label: t('documents'), value: ahead.documents },
  { label: t('messages'), value: ahead.messages },
  { label: t('held'), value: ahead.held },
  ...(erased > 0 ? [{ label: t('erased'), value: erased }] : []),
];

async function Holds({ kept: { holds, programmeId }, mayLift }: { kept: Kept; mayLift: boolean }) {
  const t = await getTranslations('editor.retention');
  if (holds.length === 0) return null;
  return (
    <DataTable
      caption={t('holds')}
      rows={holds}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'what',
          header: t('what'),
          rowHeader: true,
          cell: ({ number, year }) =>
            number === null || year === null ? t('all') : writeRegistration({ number, year }),
        },
        { key: 'reason', header: t('reason'), cell: ({ reason }) => reason },
        { key: 'by', header: t('by'), cell: ({ by }) => by },
        { key: 'at', header: t('setAt'), cell: ({ setAt }) => <DateTime at={setAt} precision="minute" /> },
        ...(mayLift
          ? [
              {
                key: 'lift',
                header: t('lift'),
                cell: ({ id }: Kept['holds'][number]) => (
                  <Form action={lift} id={`svincola-${id}`} aria-label={t('lift')}>
                    <HiddenField name="programme" value={programmeId} />
                    <HiddenField name="holdId" value={id} />
                    <SubmitButton look="link">{t('lift')}</SubmitButton>
                  </Form>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

async function Decide({ kept: { programmeId, months } }: { kept: Kept }) {
  const t = await getTranslations('editor.retention');
  return (
    <>
      <div className="rights">
        <h3>{t('moveTitle')}</h3>
        <Form action={move} id="termine" aria-label={t('moveTitle')}>
          <HiddenField name="programme" value={programmeId} />
          <TextField
            name="months"
            label={t('months')}
            hint={t('monthsHint', retentionMonths)}
            inputMode="numeric"
            defaultValue={String(months)}
            short
            required
          />
          <SubmitButton look="secondary">{t('move')}</SubmitButton>
        </Form>
      </div>
      <div className="rights">
        <h3>{t('holdTitle')}</h3>
        <p>{t('holdText')}</p>
        <Form action={hold} id="vincola" aria-label={t('holdTitle')}>
          <HiddenField name="programme" value={programmeId} />
          <HiddenField name="holdId" value={randomUUID()} />
          <TextField name="registration" label={t('registration')} hint={t('registrationHint')} short />
          <TextArea name="reason" label={t('reason')} required rows={3} />
          <SubmitButton look="secondary">{t('set')}</SubmitButton>
        </Form>
      </div>
    </>
  );
}
