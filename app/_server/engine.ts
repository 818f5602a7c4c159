import { Connection } from '@temporalio/client';
import { engineOptions, environment } from '@/env';

const kept = globalThis as { buoniSpesaEngine?: Connection };

/** How long readiness waits for the engine. */
const patienceMs = 2_000;

/** Whether the workflow engine answers now. Nothing people do waits for it. */
export async function engineAnswers(): Promise<boolean> {
  const connection = (kept.buoniSpesaEngine ??= Connection.lazy(engineOptions(environment())));
  return connection
    .withDeadline(Date.now() + patienceMs, () => connection.workflowService.getSystemInfo({}))
    .then(
      () => true,
      () => false,
    );
}
