import { defaultPayloadConverter } from '@temporalio/common';
import type { InjectedSinks, WorkerInterceptors } from '@temporalio/worker';
import type { TracingSinks } from '../workflows/tracing';
import { asSpan, beginSpan } from './spans';
import { traceId, within, type Trace } from './trace';

/** Where lines of the worker's log go. */
export interface WorkLog {
  info: (details: object, message: string) => void;
}

/**
 * Lets the facts that workflows are told, and what they do outside, be steps of the trace that they follow from, each with a
 * line in the log. Ids of workflows are opaque.
 */
export function workerTracing(log: WorkLog): {
  interceptors: WorkerInterceptors;
  sinks: InjectedSinks<TracingSinks>;
} {
  return {
    sinks: {
      tracing: {
        told: {
          fn: ({ workflowType, workflowId }, event, trace) => {
            beginSpan(`workflow ${workflowType}`, 'internal', trace, { event }).end();
            within(trace, () => log.info({ workflow: workflowId, event }, 'a workflow was told'));
          },
        },
      },
    },
    interceptors: {
      activity: [
        ({ info: { activityType, workflowExecution, attempt } }) => {
          let trace: Trace | null = null;
          return {
            inbound: {
              execute: ({ args, headers }, next) => {
                const followsFrom = headers['trace'];
                const parent = followsFrom ? defaultPayloadConverter.fromPayload<Trace>(followsFrom) : null;
                const span = beginSpan(`activity ${activityType}`, 'internal', parent);
                trace = span.trace;
                return asSpan(span, async () => {
                  const begun = performance.now();
                  const value = await next({ args, headers });
                  const ms = Math.round(performance.now() - begun);
                  const workflow = workflowExecution?.workflowId;
                  log.info({ workflow, activity: activityType, attempt, ms }, 'an activity is done');
                  return value;
                });
              },
            },
            outbound: {
              getLogAttributes: (said, next) => ({
                ...next(said),
                ...(trace !== null && { trace: traceId(trace) }),
              }),
            },
          };
        },
      ],
    },
  };
}
