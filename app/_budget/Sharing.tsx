import { getTranslations } from 'next-intl/server';
import { fixShares } from '@/app/operatore/bandi/[id]/bilancio/actions';
import { database } from '@/app/_server/database';
import { Amount } from '@/app/_ui/Amount';
import { Callout } from '@/app/_ui/Callout';
import { DataTable } from '@/app/_ui/DataTable';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { shareOutNow, sharesOf, type ShareOut } from '@/db/queries/share-out';
import { writeRegistration } from '@/domain/application/registration';
import { lastClosing } from '@/domain/programme/terms';
import type { BudgetFacts } from './facts';

/** Rows shown of a long list; the figures above it stand for all. */
const shown = 100;

/** "Ripartizione": the fund shared out when the call has closed, looked at first and then set, once. */
export async function Sharing({ facts, maySet }: { facts: BudgetFacts; maySet: boolean }) {
  const { programme, now } = facts;
  if (programme.rules.amounts.kind !== 'shared-out') return null;
  const t = await getTranslations('budget.sharing');
  const set = await sharesOf(database(), programme.id);
  const early = now < lastClosing(programme.rules);
  return (
    <section aria-labelledby="ripartizione">
      <h2 id="ripartizione">{t('title')}</h2>
      {set.length > 0 ? (
        <>
          <Callout tone="success" title={t('done', { count: set.length })} />
          <Rows rows={set} />
        </>
      ) : early ? (
        <p>{t('early')}</p>
      ) : (
        <Preview programmeId={programme.id} maySet={maySet} />
      )}
    </section>
  );
}

async function Preview({ programmeId, maySet }: { programmeId: string; maySet: boolean }) {
  const t = await getTranslations('budget.sharing');
  const preview = await shareOutNow(database(), programmeId);
  const { rows, fundCents, restCents, fingerprint } = preview;
  const toCheck = rows.filter((row) => row.toCheck).length;
  if (rows.length === 0) return <p>{t('nobody')}</p>;
  return (
    <>
      <p>{t('how')}</p>
      <dl className="facts">
        <div>
          <dt>{t('applications')}</dt>
          <dd>{rows.length}</dd>
        </div>
        <div>
          <dt>{t('fund')}</dt>
          <dd>
            <Amount cents={fundCents} />
          </dd>
        </div>
        <div>
          <dt>{t('rest')}</dt>
          <dd>
            <Amount cents={restCents} />
          </dd>
        </div>
      </dl>
      {toCheck > 0 && <Callout tone="warning" title={t('toCheck', { count: toCheck })} />}
      <Rows rows={rows} />
      {maySet ? (
        <Form action={fixShares} id="fissa" aria-label={t('set')}>
          <HiddenField name="programmeId" value={programmeId} />
          <HiddenField name="fingerprint" value={fingerprint} />
          <p>{t('once')}</p>
          <SubmitButton icon="check">{t('set')}</SubmitButton>
        </Form>
      ) : (
        <p>{t('whoSets')}</p>
      )}
    </>
  );
}

type Row = Pick<
  ShareOut['rows'][number],
  'applicationId' | 'year' | 'number' | 'members' | 'percent' | 'amountCents'
>;

async function Rows({ rows }: { rows: readonly Row[] }) {
  const t = await getTranslations('budget.sharing');
  return (
    <>
      <DataTable
        caption={t('title')}
        captionHidden
        rows={rows.slice(0, shown)}
        rowKey={({ applicationId }) => applicationId}
        columns={[
          { key: 'number', header: t('number'), rowHeader: true, cell: writeRegistration },
          { key: 'members', header: t('members'), number: true, cell: ({ members }) => members },
          { key: 'percent', header: t('weight'), number: true, cell: ({ percent }) => `${percent}%` },
          {
            key: 'amount',
            header: t('amount'),
            number: true,
            cell: ({ amountCents }) => <Amount cents={amountCents} />,
          },
        ]}
      />
      {rows.length > shown && <p>{t('more', { count: rows.length - shown })}</p>}
    </>
  );
}
