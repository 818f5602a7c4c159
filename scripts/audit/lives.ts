import { WorkflowNotFoundError, type WorkflowClient } from '@temporalio/client';
import { eq } from 'drizzle-orm';
import type { Database } from '../../db/client';
import { readEpoch } from '../../db/queries/installation';
import { lifeOf, lifePages, type InvariantReport } from '../../db/queries/invariants';
import { outbox } from '../../db/schema/delivery';
import type { ApplicationEventKind } from '../../domain/application/events';
import { foldStatus } from '../../domain/application/status';
import { stateQuery, type ApplicationState } from '../../workflows/application/messages';
import { workflowId } from '../../workflows/messages';

/** Applications compared at once: each asks the engine one question. */
const abreast = 16;

/** How often, and how far apart, a workflow that lags behind is asked again before it counts as a fault. */
const patience = { tries: 20, everyMs: 500 };

const nilId = '00000000-0000-0000-0000-000000000000';

type Row = Awaited<ReturnType<typeof lifePages>>[number];

/**
 * Compares, for every application, the status on its row with the fold of its events, and both with what its workflow
 * holds. An application whose events still wait in the outbox is not a fault of the workflow's.
 */
export async function compareLives(db: Database, client: WorkflowClient): Promise<InvariantReport[]> {
  const epoch = await readEpoch(db);
  const folds: string[] = [];
  const states: string[] = [];
  let page = await lifePages(db, nilId, abreast);
  while (page.length > 0) {
    for (const row of page) folds.push(...foldFaults(row));
    const found = await Promise.all(page.map((row) => stateFaults(db, client, epoch, row)));
    states.push(...found.flat());
    page = await lifePages(db, page.at(-1)?.id ?? nilId, abreast);
  }
  return [
    { name: 'every status is the fold of its events', faults: folds },
    { name: 'every workflow holds what the database holds', faults: states },
  ];
}

function foldFaults({ id, status, kinds }: Row): string[] {
  try {
    const folded = foldStatus(kinds as ApplicationEventKind[]);
    return folded === status ? [] : [`application ${id} is ${status}, its events make it ${folded}`];
  } catch (fault) {
    return [`application ${id}: ${(fault as Error).message}`];
  }
}

async function stateFaults(db: Database, client: WorkflowClient, epoch: string, row: Row): Promise<string[]> {
  const handle = client.getHandle(workflowId('application', { epoch, id: row.id }));
  for (let attempt = 1; ; attempt++) {
    const fault = await handle.query<ApplicationState>(stateQuery).then(
      (state) => differenceOf(row, state),
      (error: unknown) => (error instanceof WorkflowNotFoundError ? 'has no workflow' : String(error)),
    );
    if (fault === null || (await isUntold(db, row.id))) return [];
    if (attempt === patience.tries) return [`application ${row.id} ${fault}`];
    await new Promise((resolve) => setTimeout(resolve, patience.everyMs));
    row = (await lifeOf(db, row.id)) ?? row;
  }
}

function differenceOf(row: Row, { life, eventNumber }: ApplicationState): string | null {
  if (life?.status === row.status && eventNumber === row.event_number) return null;
  return `is ${row.status} at event ${row.event_number}, its workflow holds ${life?.status ?? 'nothing'} at ${eventNumber}`;
}

async function isUntold(db: Database, applicationId: string): Promise<boolean> {
  const waiting = await db
    .select({ id: outbox.id })
    .from(outbox)
    .where(eq(outbox.businessId, applicationId))
    .limit(1);
  return waiting.length > 0;
}
