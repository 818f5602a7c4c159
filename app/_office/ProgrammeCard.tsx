import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { Card } from '@/app/_ui/Card';
import { DataTable } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { ProgressBalance } from '@/app/_ui/ProgressBalance';
import { SummaryList } from '@/app/_ui/SummaryList';
import type { ProgrammeBudget } from '@/db/queries/programmes';

/** A programme by its newest version: source and use of its money, windows, amounts. */
export async function ProgrammeCard({ programme }: { programme: ProgrammeBudget }) {
  const [t, tProposal] = await Promise.all([
    getTranslations('office.programmes'),
    getTranslations('office.proposal'),
  ]);
  const { name, status, rules, version, residualCents } = programme;
  const amounts = rules.amounts.table.map((cents, index) => ({ members: index + 1, cents }));
  const last = amounts.length;
  return (
    <Card>
      <h2>{name}</h2>
      <ProgressBalance
        leftCents={residualCents}
        totalCents={rules.allocationCents}
        words={{ left: t('residual'), spent: t('committed'), total: t('allocation') }}
      />
      <SummaryList
        items={[
          { label: t('status'), value: t(status) },
          { label: t('fundSource'), value: rules.fundSource },
          { label: t('version'), value: version },
          ...rules.windows.map(({ channel, opensAt, closesAt }) => ({
            label: t('window', { channel: t(`channels.${channel}`) }),
            value: (
              <>
                <DateTime at={opensAt} precision="minute" /> – <DateTime at={closesAt} precision="minute" />
              </>
            ),
          })),
        ]}
      />
      <DataTable
        caption={t('amounts')}
        columns={[
          {
            key: 'members',
            header: tProposal('members'),
            rowHeader: true,
            cell: ({ members }) =>
              members === last ? tProposal('orMore', { count: members }) : String(members),
          },
          {
            key: 'amount',
            header: tProposal('amount'),
            number: true,
            cell: ({ cents }) => <Amount cents={cents} />,
          },
        ]}
        rows={amounts}
        rowKey={({ members }) => String(members)}
        narrow="scroll"
      />
    </Card>
  );
}
