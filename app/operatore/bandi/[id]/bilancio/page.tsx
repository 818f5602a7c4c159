import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { applicationsHref, budgetHref, movementsHref } from '@/app/_budget/address';
import { ChartFrame } from '@/app/_budget/ChartFrame';
import { budgetFacts } from '@/app/_budget/facts';
import { Figures, Waiting } from '@/app/_budget/Figures';
import { FlowByDay, MoneyByDay } from '@/app/_budget/FlowCharts';
import { ForecastBox } from '@/app/_budget/ForecastBox';
import { Ages, LeadTimes } from '@/app/_budget/OfficeCharts';
import { Sharing } from '@/app/_budget/Sharing';
import { Waterfall } from '@/app/_budget/Waterfall';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { PageHead } from '@/app/_ui/PageHead';
import { may } from '@/domain/permissions';
import { actorOf } from '@/app/_server/session';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('budget'))('title') };
}

/** The money of a programme, live, and the pace of the office. */
export default async function BudgetPage({ params }: Props) {
  const { id } = await params;
  const user = await requireUser(budgetHref(id), 'operatore', 'responsabile');
  const [t, facts] = await Promise.all([getTranslations('budget'), budgetFacts(id)]);
  const { programme } = facts;
  return (
    <>
      <Breadcrumb items={[{ label: t('title'), href: '/operatore/bilancio' }]} current={programme.name} />
      <PageHead title={t('of', { name: programme.name })}>
        <p>{t('lead', { source: programme.rules.fundSource })}</p>
      </PageHead>
      <Figures facts={facts} />
      <ForecastBox forecast={facts.forecast} />
      <Waiting facts={facts} />
      <Actions>
        <ButtonLink href={movementsHref(programme.id)} look="secondary" icon="list">
          {t('movements.title')}
        </ButtonLink>
        <ButtonLink href={applicationsHref(programme.slug)} look="secondary" icon="files">
          {t('applications')}
        </ButtonLink>
      </Actions>
      <Sharing facts={facts} maySet={may(actorOf(user), 'budget.share-out', false)} />
      <h2>{t('charts.title')}</h2>
      <div className="charts">
        <ChartFrame name="bilancio" facts={facts} empty={facts.budget.allocatedCents === 0}>
          <Waterfall facts={facts} />
        </ChartFrame>
        <MoneyByDay facts={facts} />
        <LeadTimes facts={facts} />
        <FlowByDay facts={facts} />
        <Ages facts={facts} />
      </div>
    </>
  );
}
