/** Called by the framework once, before it serves. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { guardTheGate } = await import('./app/_server/gate');
  guardTheGate();
  const { rememberAnswers } = await import('./app/_server/answer-status');
  rememberAnswers();
  if (process.env.NODE_ENV !== 'production') return;
  const { openLog, redirectConsole } = await import('./log');
  redirectConsole(openLog('web'));
}
