import { getTranslations } from 'next-intl/server';
import { waitingPhase } from '@/domain/application/phase';
import { daysOf } from '@/domain/calendar';
import { daysWithin, type LeadTime } from '@/domain/programme/lead-times';
import { ChartFrame } from './ChartFrame';
import { Columns, type Mark } from './Columns';
import type { BudgetFacts } from './facts';
import { ageBands, applicationsOf, livePhases } from './tables';

/** Longer waits than this share the last column. */
const longest = 60;

/** How long people waited for a decision, beside the term of the law and what the office promises. */
export async function LeadTimes({ facts }: { facts: BudgetFacts }) {
  const t = await getTranslations('budget');
  const { rules } = facts.programme;
  const term = daysOf(rules.terms.decision, facts.now);
  const promise = rules.serviceLevel && {
    decision: daysOf(rules.serviceLevel.decision, facts.now),
    takeInCharge: daysOf(rules.serviceLevel.takeInCharge, facts.now),
  };
  const last = Math.min(longest, Math.max(term + 1, ...facts.decided.map(({ days }) => days)));
  const values = Array.from({ length: last + 1 }, (_, days) => countOf(facts.decided, days, last));
  const marks: Mark[] = [
    // A decision on the last day is in time: the mark stands behind that day.
    { at: Math.min(term + 1, last + 1), text: t('charts.term', { days: term }), look: 'term' },
    ...(promise
      ? [
          {
            at: promise.decision + 1,
            text: t('charts.promise', { days: promise.decision }),
            look: 'promise' as const,
          },
        ]
      : []),
  ];
  const top = Math.max(...values, 1);
  return (
    <ChartFrame name="tempi" facts={facts} empty={facts.decided.length === 0}>
      <Columns
        label={t('charts.leadTimesText', { most: top })}
        values={values}
        topText={String(top)}
        ends={[t('charts.dayZero'), t('charts.dayLast', { days: last })]}
        marks={marks}
      />
      <Pace text={t('pace.decision')} times={facts.decided} promised={promise?.decision} />
      <Pace text={t('pace.takeInCharge')} times={facts.taken} promised={promise?.takeInCharge} />
    </ChartFrame>
  );
}

const countOf = (times: readonly LeadTime[], days: number, last: number): number =>
  times
    .filter((each) => Math.min(each.days, last) === days)
    .reduce((sum, { applications }) => sum + applications, 0);

/** Median and ninetieth percentile of a step, and whether the office keeps what it promised. */
async function Pace(props: { text: string; times: readonly LeadTime[]; promised: number | undefined }) {
  const t = await getTranslations('budget.pace');
  const { text, times, promised } = props;
  const [median, most] = [daysWithin(times, 0.5), daysWithin(times, 0.9)];
  if (median === null || most === null) return null;
  return (
    <p>
      <strong>{text}</strong>: {t('figures', { median, most })}{' '}
      {promised !== undefined && t(most <= promised ? 'kept' : 'missed', { days: promised })}
    </p>
  );
}

/** Where the applications that are still open stand, and how old they are. */
export async function Ages({ facts }: { facts: BudgetFacts }) {
  const t = await getTranslations('budget');
  const rows = livePhases(facts.ages).map((phase) => ({
    phase,
    bands: ageBands.map((_, band) => applicationsOf(facts.ages, phase, band)),
  }));
  const most = Math.max(1, ...rows.map(({ bands }) => bands.reduce((sum, each) => sum + each, 0)));
  return (
    <ChartFrame name="eta" facts={facts} empty={rows.length === 0}>
      <ul className="ages">
        {rows.map(({ phase, bands }) => (
          <li key={phase}>
            <span>{phase === waitingPhase ? t('waitingFor') : t(`phases.${phase}`)}</span>
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              {bands.map((applications, band) => (
                <rect
                  key={ageBands[band]?.name}
                  className={`age-${band}`}
                  x={(bands.slice(0, band).reduce((sum, each) => sum + each, 0) / most) * 100}
                  width={(applications / most) * 100}
                  height="10"
                />
              ))}
            </svg>
            <span className="ages-words">
              {ageBands
                .map(({ name }, band) => ({ age: t(`ages.${name}`), applications: bands[band] ?? 0 }))
                .filter(({ applications }) => applications > 0)
                .map(({ age, applications }) => `${age}: ${applications}`)
                .join('; ')}
            </span>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}
