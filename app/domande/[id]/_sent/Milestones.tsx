import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/app/_citizen/moments';
import { database } from '@/app/_server/database';
import { DateTime } from '@/app/_ui/DateTime';
import { Timeline, type Milestone } from '@/app/_ui/Timeline';
import type { ApplicationEventKind } from '@/domain/application/events';
import { eventsOf, type ApplicationFile } from '@/db/queries/application-file';

type StepKey =
  'submitted' | 'taken' | 'approved' | 'rejected' | 'decision' | 'withdrawn' | 'voucher' | 'revoked';
type Step = { title: StepKey; at: Date | undefined; problem?: boolean };

/** How far the application is, by its milestones (criterion C.SE.1.9). */
export async function Milestones({ file: { application } }: { file: ApplicationFile }) {
  const [t, events] = await Promise.all([getTranslations('citizen'), eventsOf(database(), application.id)]);
  const first = new Map<ApplicationEventKind, Date>();
  for (const { kind, at } of events) if (!first.has(kind)) first.set(kind, at);
  const steps = stepsOf(first);
  const current = steps.findIndex(({ at }) => at === undefined);
  const milestones = steps.map(({ title, at, problem }, index): Milestone => {
    const state = problem ? 'problem' : at ? 'done' : index === current ? 'current' : 'todo';
    const by = title === 'decision' && application.decideBy;
    return {
      key: title,
      title: t(`steps.${title}`),
      state,
      ...(problem && { stateText: t('steps.ended') }),
      ...(at && { details: <DateTime at={at} precision="minute" /> }),
      ...(by && { details: t('steps.by', { day: dayOf(by) }) }),
    };
  });
  return (
    <>
      <h2>{t('sent.milestones')}</h2>
      <Timeline milestones={milestones} />
    </>
  );
}

/** The steps done and those still ahead; after an end there are none ahead. */
function stepsOf(first: ReadonlyMap<ApplicationEventKind, Date>): Step[] {
  const begun: Step[] = [{ title: 'submitted', at: first.get('submitted') }];
  const taken: Step = { title: 'taken', at: first.get('taken-in-charge') };
  if (taken.at) begun.push(taken);
  if (first.has('withdrawn'))
    return [...begun, { title: 'withdrawn', at: first.get('withdrawn'), problem: true }];
  if (first.has('rejected'))
    return [...begun, { title: 'rejected', at: first.get('rejected'), problem: true }];
  const voucher: Step = { title: 'voucher', at: first.get('voucher-issued') };
  if (first.has('revoked')) {
    const approved: Step[] = [{ title: 'approved', at: first.get('approved') }];
    if (voucher.at) approved.push(voucher);
    return [...begun, ...approved, { title: 'revoked', at: first.get('revoked'), problem: true }];
  }
  if (first.has('approved')) return [...begun, { title: 'approved', at: first.get('approved') }, voucher];
  return [...begun, ...(taken.at ? [] : [taken]), { title: 'decision', at: undefined }, voucher];
}
