import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/app/_citizen/moments';
import { database } from '@/app/_server/database';
import { DateTime } from '@/app/_ui/DateTime';
import { Timeline, type Milestone } from '@/app/_ui/Timeline';
import { eventsOf, type ApplicationFile } from '@/db/queries/application-file';
import { isOpenRequest, requestsOn } from '@/db/queries/procedure';
import { stepsOf, type Step } from './steps';

/** How far the application is, by its milestones (criterion C.SE.1.9). */
export async function Milestones({ file: { application } }: { file: ApplicationFile }) {
  const db = database();
  const [t, tProcedure, events, requests] = await Promise.all([
    getTranslations('citizen'),
    getTranslations('procedure.steps'),
    eventsOf(db, application.id),
    requestsOn(db, application.id),
  ]);
  const answerBy = requests.find(isOpenRequest)?.answerBy;
  const steps = stepsOf(events, application.status, answerBy !== undefined);
  const current = steps.findIndex(({ at }) => at === undefined);
  const limits: Partial<Record<Step['title'], Date | null | undefined>> = {
    decision: application.decideBy,
    yourTurn: answerBy,
  };
  const milestones = steps.map((step, index): Milestone => {
    const { title, at, problem } = step;
    const by = limits[title];
    return {
      key: `${title}-${index}`,
      title: step.ours ? tProcedure(step.title) : t(`steps.${step.title}`),
      state: problem ? 'problem' : at ? 'done' : index === current ? 'current' : 'todo',
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
