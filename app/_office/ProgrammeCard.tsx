import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { budgetHref } from '@/app/_budget/address';
import { programmePath } from '@/app/_editor/paths';
import { windowWords } from '@/app/_windows/words';
import { Card } from '@/app/_ui/Card';
import { DateTime } from '@/app/_ui/DateTime';
import { ProgressBalance } from '@/app/_ui/ProgressBalance';
import { SummaryList } from '@/app/_ui/SummaryList';
import type { ProgrammeBudget } from '@/db/queries/programmes';
import { isDrawn } from '@/domain/programme/ranking';
import type { RatingReport as Report } from '@/domain/rating';
import { AmountsTable } from './AmountsTable';
import { RatingReport } from './RatingReport';

type Props = { programme: ProgrammeBudget; ratings: Report | undefined };

/** A programme by its newest version: source and use of its money, windows, amounts; and how people rated it. */
export async function ProgrammeCard({ programme, ratings }: Props) {
  const [t, tRanking, tDraw, said] = await Promise.all([
    getTranslations('office.programmes'),
    getTranslations('voucherLife.ranking'),
    getTranslations('voucherLife.draw'),
    windowWords(),
  ]);
  const { slug, name, status, rules, version, residualCents, savedCents } = programme;
  return (
    <Card>
      <h2>
        <Link href={programmePath(programme.id)}>{name}</Link>
      </h2>
      <ProgressBalance
        leftCents={residualCents + savedCents}
        totalCents={rules.allocationCents}
        words={{
          left: t(status === 'chiuso' ? 'saved' : 'residual'),
          spent: t('committed'),
          total: t('allocation'),
        }}
      />
      <SummaryList
        items={[
          { label: t('status'), value: t(status) },
          { label: t('fundSource'), value: rules.fundSource },
          { label: t('version'), value: version },
          ...rules.windows.map((window) => ({
            label: t('window', { channel: t(`channels.${window.channel}`) }),
            value: window.daily ? (
              said(window)
            ) : (
              <>
                <DateTime at={window.opensAt} precision="minute" /> –{' '}
                <DateTime at={window.closesAt} precision="minute" />
              </>
            ),
          })),
        ]}
      />
      <AmountsTable model={rules.amounts} caption={t('amounts')} />
      <p>
        <Link href={budgetHref(programme.id)}>
          {t('budget')}
          <span className="visually-hidden"> {name}</span>
        </Link>
      </p>
      {rules.order !== undefined && rules.order.length > 0 && (
        <p>
          <Link href={`/operatore/bandi/${slug}/graduatoria`}>{tRanking('office')}</Link>
        </p>
      )}
      {isDrawn(rules) && (
        <p>
          <Link href={`/operatore/bandi/${slug}/sorteggio`}>{tDraw('office')}</Link>
        </p>
      )}
      <RatingReport report={ratings} />
    </Card>
  );
}
