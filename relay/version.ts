import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowClient } from '@temporalio/client';

/** The workers of all versions together, as the engine knows them. */
const deploymentName = 'buoni-spesa';

/** The engine keeps versions in a procedure of its own. While a task of that is being tried again, it takes no word. */
const busy = /workflow task in failed state/i;

/** How long a busy engine is asked again, and how often; in milliseconds. */
const patience = { altogether: 60_000, pause: 1_000 };

/** What is known of the present version is asked again after so many milliseconds. */
const freshMs = 1_000;

/**
 * How a worker names its version to the engine. Procedures live for months and go on in the version that is current when
 * they next have something to do: every version can continue those before (docs/decisions/0043).
 */
export const workerVersion = (buildId: string) => ({
  version: { deploymentName, buildId },
  useWorkerVersioning: true as const,
  defaultVersioningBehavior: 'AUTO_UPGRADE' as const,
});

/** The version that procedures are given to now; null where it is workers without a version. Throws without an engine. */
export async function currentVersion({ workflowService, options }: WorkflowClient): Promise<string | null> {
  const { workerDeploymentInfo } = await workflowService.describeWorkerDeployment({
    namespace: options.namespace,
    deploymentName,
  });
  return workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId || null;
}

/**
 * From now on procedures are given to a version, of which workers must run; null gives them to workers without a version.
 * Said twice it is the same.
 * Throws what the engine says where it does not know the version.
 */
export async function makeCurrent(
  { workflowService, options }: WorkflowClient,
  buildId: string | null,
): Promise<void> {
  const wanted = {
    namespace: options.namespace,
    deploymentName,
    buildId: buildId ?? '',
    identity: options.identity,
  };
  for (const until = performance.now() + patience.altogether; ; await sleep(patience.pause)) {
    try {
      await workflowService.setWorkerDeploymentCurrentVersion(wanted);
      return;
    } catch (fault) {
      if (!busy.test((fault as Error).message) || performance.now() > until) throw fault;
    }
  }
}

/**
 * Tells whether a version is the current one, as it was at most a second ago. While the engine does not say, nothing
 * changes: whoever told events goes on, to no harm, since none arrives.
 */
export function turnOf(client: WorkflowClient, buildId: string): () => Promise<boolean> {
  let mine = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - askedAt > freshMs) {
      mine = await currentVersion(client).then(
        (current) => current === buildId,
        () => mine,
      );
      askedAt = performance.now();
    }
    return mine;
  };
}
