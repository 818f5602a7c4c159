import { getTranslations } from 'next-intl/server';
import { formatCount } from '@/app/_office/count';
import { Callout } from '@/app/_ui/Callout';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Icon } from '@/app/_ui/Icon';
import { SummaryList } from '@/app/_ui/SummaryList';
import { changes } from '@/domain/programme/rehearsal/comparison';
import { smallestCount } from '@/domain/statistics/suppression';
import { rehearsalPath, type Asked } from './asked';
import { DraftTables } from './DraftTables';
import { Figure } from './Figure';
import { FigureTable } from './FigureTable';
import { Fund } from './Fund';
import type { Outcome } from './outcome';
import { partRows, summaryRows } from './rows';

type Props = { draftOf: string; asked: Asked; outcome: Outcome };

/** What came of a rehearsal: the fund first, then who and how much, then what changes. */
export async function Told({ draftOf, asked, outcome }: Props) {
  const t = await getTranslations('rehearsal');
  if (outcome.kind === 'too-much') {
    return (
      <EmptyState title={t('tooMuch')} icon="warning-circle">
        <p>{t('tooMuchText')}</p>
      </EmptyState>
    );
  }
  if (outcome.kind === 'too-few') {
    return (
      <EmptyState title={t(outcome.households === 0 ? 'noApplications' : 'tooFew')}>
        <p>{t('tooFewText', { least: smallestCount })}</p>
      </EmptyState>
    );
  }
  const { figures, other, of, population, emptyOn } = outcome;
  const [summary, parts] = await Promise.all([summaryRows(outcome), partRows(outcome)]);
  return (
    <>
      {of !== null && (
        <Callout title={t('sampled', { of: formatCount(of), count: formatCount(figures.households) })}>
          <p>{t('sampledText')}</p>
        </Callout>
      )}
      <h2>{t('fund')}</h2>
      <Fund fund={figures.fund} emptyOn={emptyOn} />
      <h2>{t('who')}</h2>
      <FigureTable caption={t('summary')} rows={summary} compared={other !== null} />
      <DraftTables figures={figures} />
      {other && (
        <>
          <h2>{t('changes.title')}</h2>
          <p>{t('changes.lead')}</p>
          <SummaryList
            items={changes.map((change) => ({
              label: t(`changes.${change}`),
              value: <Figure value={other.changes[change]} />,
            }))}
          />
          <FigureTable caption={t('beside')} rows={parts} compared />
        </>
      )}
      {population === 'past' && <p className="field-hint">{t('hiddenNote', { least: smallestCount })}</p>}
      <p className="no-print">
        <a href={rehearsalPath(draftOf, asked, '/csv')} download>
          <Icon name="download" size="sm" />
          {t('csv')}
        </a>
      </p>
      <details className="fold">
        <summary>{t('how.title')}</summary>
        <ul>
          <li>{t('how.rules')}</li>
          <li>{t('how.order')}</li>
          <li>{t('how.check')}</li>
          <li>{t('how.fund')}</li>
          <li>{t(`how.${population}`)}</li>
        </ul>
      </details>
    </>
  );
}
