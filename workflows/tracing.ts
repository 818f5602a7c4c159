import { defaultPayloadConverter } from '@temporalio/common';
import {
  proxySinks,
  type ActivityInput,
  type ContinueAsNewInput,
  type LocalActivityInput,
  type Sinks,
  type WorkflowInterceptorsFactory,
} from '@temporalio/workflow';

/** Where the trace stands in the headers of activities, and of the run that a workflow continues as. */
const header = 'trace';

/** What the worker hears of each fact a workflow is told. */
export interface TracingSinks extends Sinks {
  tracing: { told: (event: string, trace: string) => void };
}

const { tracing } = proxySinks<TracingSinks>();

type Told = { kind?: string; trace?: string };

/**
 * Lets what a workflow does carry the trace of the fact it was told last: the SMS that follows from a decision is found by
 * the decision's own correlation id, not by the one of the draft that began the workflow months before. It only adds
 * headers, which no history compares.
 */
export const interceptors: WorkflowInterceptorsFactory = () => {
  let current: string | null = null;

  const carrying = <I extends ActivityInput | LocalActivityInput | ContinueAsNewInput>(input: I): I =>
    current === null
      ? input
      : { ...input, headers: { ...input.headers, [header]: defaultPayloadConverter.toPayload(current) } };

  return {
    inbound: [
      {
        execute: (input, next) => {
          const handedOn = input.headers[header];
          if (handedOn) current ??= defaultPayloadConverter.fromPayload<string>(handedOn);
          return next(input);
        },
        handleSignal: (input, next) => {
          for (const { kind = input.signalName, trace } of input.args as Told[]) {
            if (trace === undefined) continue;
            current = trace;
            tracing.told(kind, trace);
          }
          return next(input);
        },
      },
    ],
    outbound: [
      {
        scheduleActivity: (input, next) => next(carrying(input)),
        scheduleLocalActivity: (input, next) => next(carrying(input)),
        continueAsNew: (input, next) => next(carrying(input)),
      },
      {
        getLogAttributes: (input, next) => ({
          ...next(input),
          ...(current !== null && { trace: current.slice(3, 35) }),
        }),
      },
    ],
  };
};
