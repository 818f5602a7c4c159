import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { Amount } from '@/app/_ui/Amount';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Callout } from '@/app/_ui/Callout';
import { DataTable } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { uuid } from '@/app/api/v1/uuid';
import { judgeOutcomes, type JudgedRow } from '@/commands/payment/apply-outcomes';
import { outcomeImport } from '@/db/queries/outcome-imports';
import { paymentNames } from '@/db/queries/settlements';
import { officeRoles } from '@/domain/roles';
import { isOutcomeFault } from '@/domain/settlement/outcome-row';
import { causeOf } from '@/domain/settlement/outcomes';
import { apply } from './actions';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settlement'))('imports.one') };
}

/** What a file of the bank would do, row by row, before it is recorded; afterwards, what it said. */
export default async function OutcomePage({ params }: Props) {
  const id = uuid((await params).id);
  await requireUser(`/operatore/liquidazioni/esiti/${id}`, ...officeRoles);
  const db = database();
  const [t, tFault, reading] = await Promise.all([
    getTranslations('settlement'),
    getTranslations('faults'),
    outcomeImport(db, id),
  ]);
  if (!reading) notFound();
  const applied = reading.appliedAt;
  const rows = await judgeOutcomes(db, reading.rows);
  const names = await paymentNames(
    db,
    rows.flatMap(({ paymentId }) => paymentId ?? []),
  );
  const faulty = applied === null ? rows.filter(({ effect }) => isOutcomeFault(effect)).length : 0;
  const nameOf = ({ paymentId, reference }: JudgedRow) => {
    const named = names.get(paymentId ?? '');
    if (!named) return <span className="settlement-reference">{reference}</span>;
    return <Link href={`/operatore/liquidazioni/${named.settlementId}`}>{named.merchant}</Link>;
  };
  return (
    <>
      <Breadcrumb
        items={[
          { label: t('office.title'), href: '/operatore/liquidazioni' },
          { label: t('imports.title'), href: '/operatore/liquidazioni/esiti' },
        ]}
        current={reading.fileName}
      />
      <PageHead title={t('imports.one')}>
        <p>{reading.fileName}</p>
      </PageHead>
      {applied !== null ? (
        <Callout tone="success" title={t('imports.applied')}>
          <DateTime at={applied} precision="minute" />
        </Callout>
      ) : faulty > 0 ? (
        <Callout tone="danger" title={t('imports.faulty', { count: faulty })}>
          <p>{t('imports.faultyText')}</p>
        </Callout>
      ) : (
        <Form action={apply} className="settlement-act" aria-label={t('imports.apply')}>
          <p>{t('imports.applyText')}</p>
          <HiddenField name="importId" value={id} />
          <SubmitButton icon="check">{t('imports.apply')}</SubmitButton>
        </Form>
      )}
      <DataTable
        caption={t('imports.rows')}
        rows={rows}
        rowKey={({ line }) => String(line)}
        rowColor={({ effect }) => (applied === null && isOutcomeFault(effect) ? 'red' : 'white')}
        columns={[
          { key: 'line', header: t('imports.line'), rowHeader: true, cell: ({ line }) => line },
          { key: 'merchant', header: t('facts.merchant'), cell: nameOf },
          {
            key: 'amount',
            header: t('facts.total'),
            number: true,
            cell: ({ paymentId }) => {
              const named = names.get(paymentId ?? '');
              return named && <Amount cents={named.cents} />;
            },
          },
          {
            key: 'outcome',
            header: t('imports.says'),
            cell: ({ outcome, reason }) => (
              <>
                {outcome !== null && t(`says.${outcome}`)}
                {reason !== null && `: ${t(`causes.${causeOf(reason)}`)} (${reason})`}
              </>
            ),
          },
          {
            key: 'effect',
            header: t('imports.effect'),
            cell: ({ effect }) =>
              applied !== null ? null : isOutcomeFault(effect) ? tFault(effect) : t(`effects.${effect}`),
          },
        ]}
      />
    </>
  );
}
