import { getTranslations } from 'next-intl/server';
import { recover } from '@/app/operatore/controlli/campioni/actions';
import { Amount } from '@/app/_ui/Amount';
import { Callout } from '@/app/_ui/Callout';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateField } from '@/app/_ui/DateField';
import { DateTime } from '@/app/_ui/DateTime';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { RadioGroup } from '@/app/_ui/RadioGroup';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import type { Check } from '@/db/queries/control/checks';
import type { RecoveryStep } from '@/db/queries/control/recoveries';
import { civilDate } from '@/domain/calendar';
import { isRecoverable, nextRecoveryStates, type Benefit } from '@/domain/control/recovery';
import { formatEuro } from '@/domain/money';
import { RecoveryBadge } from './RecoveryBadge';

type Props = {
  check: Check;
  steps: RecoveryStep[];
  benefit: Benefit;
  /** Only who may ask money back is given the form. */
  recovers: boolean;
  now: Date;
};

/** What is owed back after a control that found a difference, how far that has come, and the next step. */
export async function Recovery({ check, steps, benefit, recovers, now }: Props) {
  const t = await getTranslations('samples.recovery');
  const { spentCents } = benefit;
  const last = steps.at(-1);
  const next = nextRecoveryStates(last?.state ?? null);
  const possible = last !== undefined || isRecoverable(benefit);
  return (
    <section className="control-section">
      <h2 id="recupero">{t('title')}</h2>
      <p>{spentCents === 0 ? t('nothing') : t('spent', { amount: formatEuro(spentCents) })}</p>
      {last !== undefined && last.amountCents !== spentCents && (
        <Callout tone="warning">
          <p>{t('changed', { amount: formatEuro(last.amountCents) })}</p>
        </Callout>
      )}
      {steps.length > 0 && <Steps steps={steps} />}
      {!possible && spentCents > 0 && <p>{t('notYet')}</p>}
      {possible && next.length > 0 && !recovers && <p>{t('onlyHead')}</p>}
      {possible && next.length > 0 && recovers && (
        <Form action={recover} id="passo" key={steps.length}>
          <HiddenField name="sampleId" value={check.sampleId} />
          <HiddenField name="applicationId" value={check.applicationId} />
          <HiddenField name="seen" value={String(steps.length)} />
          {last === undefined ? (
            <HiddenField name="state" value="da richiedere" />
          ) : (
            <RadioGroup
              name="state"
              label={t('state')}
              required
              options={next.map((state) => ({ value: state, label: t(`steps.${state}`) }))}
            />
          )}
          <DateField
            name="day"
            label={t('day')}
            max={civilDate(now)}
            defaultValue={civilDate(now)}
            required
          />
          <TextArea name="note" label={t('note')} hint={t('noteHint')} rows={2} maxLength={1_000} required />
          <SubmitButton>{last === undefined ? t('open') : t('record')}</SubmitButton>
        </Form>
      )}
    </section>
  );
}

async function Steps({ steps }: { steps: RecoveryStep[] }) {
  const t = await getTranslations('samples.recovery');
  const columns: Column<RecoveryStep>[] = [
    { key: 'day', header: t('day'), cell: ({ day }) => <DateTime at={day} precision="day" /> },
    {
      key: 'state',
      header: t('state'),
      rowHeader: true,
      cell: ({ state }) => <RecoveryBadge state={state} />,
    },
    { key: 'note', header: t('note'), cell: ({ note }) => <span className="as-written">{note}</span> },
    { key: 'by', header: t('by'), cell: ({ by }) => by },
    {
      key: 'amount',
      header: t('amount'),
      number: true,
      cell: ({ amountCents }) => <Amount cents={amountCents} />,
    },
  ];
  return (
    <DataTable
      caption={t('caption')}
      columns={columns}
      rows={steps}
      rowKey={({ number }) => String(number)}
    />
  );
}
