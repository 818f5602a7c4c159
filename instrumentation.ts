import type { Instrumentation } from 'next';

/** Hears of faults; there once the server is prepared, since what is looked for then comes too late for the answer. */
let hear: Instrumentation.onRequestError = () => undefined;

/** Called by the framework once, before it serves. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { recordSpans } = await import('./tracing/spans');
  await recordSpans('web');
  const { guardTheGate } = await import('./app/_server/gate');
  guardTheGate();
  const { rememberAnswers } = await import('./app/_server/answer-status');
  rememberAnswers();
  hear = (await import('./app/_server/outage')).answerOutage;
  if (process.env.NODE_ENV !== 'production') return;
  const { openLog, redirectConsole } = await import('./log');
  redirectConsole(openLog('web'));
}

/** Called by the framework for each fault that a page, an act or a route did not answer itself. */
export const onRequestError: Instrumentation.onRequestError = (...told) => hear(...told);
