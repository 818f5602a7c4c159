import { WorkflowNotFoundError, type WorkflowClient } from '@temporalio/client';
import { eq } from 'drizzle-orm';
import type { Database } from '../../db/client';
import { readEpoch } from '../../db/queries/installation';
import {
  lifeOf,
  lifePages,
  type InvariantReport,
  type Lived,
  type LifeRow,
} from '../../db/queries/invariants';
import { outbox } from '../../db/schema/delivery';
import type { ApplicationEventKind } from '../../domain/application/events';
import { foldStatus } from '../../domain/application/status';
import { ticketStatusAfter, type TicketEventKind, type TicketStatus } from '../../domain/ticket/status';
import { stateQuery, type ApplicationState } from '../../workflows/application/messages';
import { ticketStateQuery, type TicketState } from '../../workflows/ticket/messages';
import { workflowId } from '../../workflows/messages';

/** Lives compared at once: each asks the engine one question. */
const abreast = 16;

/**
 * How often, and how far apart, a workflow that lags behind is asked again before it counts as a fault. Where one was found
 * the audit has failed, and the others are listed without waiting as long for each.
 */
const patience = { tries: 20, afterAFault: 2, everyMs: 500 };

const nilId = '00000000-0000-0000-0000-000000000000';

/** How the lives of one kind are compared. */
interface Kind<State extends { eventNumber: number }> {
  lived: Lived;
  names: { fold: string; state: string };
  /** The status that events make; throws where they make none. */
  fold: (kinds: string[]) => string;
  query: string;
  statusIn: (state: State) => string | null | undefined;
  /** Whether the engine may have forgotten its workflow by now. */
  isOver: (status: string) => boolean;
}

/**
 * Compares, for every application, the status on its row with the fold of its events, and both with what its workflow
 * holds. An application whose events still wait in the outbox is not a fault of the workflow's.
 */
export const compareLives = (db: Database, client: WorkflowClient): Promise<InvariantReport[]> =>
  compare<ApplicationState>(db, client, {
    lived: 'application',
    names: {
      fold: 'every status is the fold of its events',
      state: 'every workflow holds what the database holds',
    },
    fold: (kinds) => foldStatus(kinds as ApplicationEventKind[]),
    query: stateQuery,
    statusIn: ({ life }) => life?.status,
    isOver: () => false,
  });

/** The same of tickets; that of one that is closed has ended, and is forgotten after some time. */
export const compareTickets = (db: Database, client: WorkflowClient): Promise<InvariantReport[]> =>
  compare<TicketState>(db, client, {
    lived: 'ticket',
    names: {
      fold: 'the status of every ticket is the fold of its events',
      state: 'every ticket that is not over has its workflow, which holds what the database holds',
    },
    fold: (kinds) => foldTicket(kinds as TicketEventKind[]),
    query: ticketStateQuery,
    statusIn: ({ status }) => status,
    isOver: (status) => status === 'chiusa' || status === 'unita',
  });

function foldTicket(kinds: TicketEventKind[]): TicketStatus {
  const status = kinds.reduce<TicketStatus | null>(
    (before, kind) => ticketStatusAfter(before, kind) ?? cannotFollow(kind, before),
    null,
  );
  if (status === null) throw new Error('has no events');
  return status;
}

function cannotFollow(kind: string, status: string | null): never {
  throw new Error(`${kind} cannot follow ${status ?? 'nothing'}`);
}

async function compare<State extends { eventNumber: number }>(
  db: Database,
  client: WorkflowClient,
  kind: Kind<State>,
): Promise<InvariantReport[]> {
  const epoch = await readEpoch(db);
  const folds: string[] = [];
  const states: string[] = [];
  let page = await lifePages(db, kind.lived, nilId, abreast);
  while (page.length > 0) {
    for (const row of page) folds.push(...foldFaults(kind, row));
    const held = page.filter(({ status }) => !kind.isOver(status));
    const tries = states.length === 0 ? patience.tries : patience.afterAFault;
    const found = await Promise.all(held.map((row) => stateFaults(db, client, { epoch, kind, tries }, row)));
    states.push(...found.flat());
    page = await lifePages(db, kind.lived, page.at(-1)?.id ?? nilId, abreast);
  }
  return [
    { name: kind.names.fold, faults: folds },
    { name: kind.names.state, faults: states },
  ];
}

function foldFaults(
  { lived, fold }: Pick<Kind<never>, 'lived' | 'fold'>,
  { id, status, kinds }: LifeRow,
): string[] {
  try {
    const folded = fold(kinds);
    return folded === status ? [] : [`${lived} ${id} is ${status}, its events make it ${folded}`];
  } catch (fault) {
    return [`${lived} ${id}: ${(fault as Error).message}`];
  }
}

async function stateFaults<State extends { eventNumber: number }>(
  db: Database,
  client: WorkflowClient,
  { epoch, tries, kind: { lived, query, statusIn } }: { epoch: string; tries: number; kind: Kind<State> },
  row: LifeRow,
): Promise<string[]> {
  const handle = client.getHandle(workflowId(lived, { epoch, id: row.id }));
  for (let attempt = 1; ; attempt++) {
    const fault = await handle.query<State>(query).then(
      (state) => differenceOf(row, statusIn(state), state.eventNumber),
      (error: unknown) => (error instanceof WorkflowNotFoundError ? 'has no workflow' : String(error)),
    );
    if (fault === null || (await isUntold(db, row.id))) return [];
    if (attempt === tries) return [`${lived} ${row.id} ${fault}`];
    await new Promise((resolve) => setTimeout(resolve, patience.everyMs));
    row = (await lifeOf(db, lived, row.id)) ?? row;
  }
}

function differenceOf(row: LifeRow, status: string | null | undefined, eventNumber: number): string | null {
  if (status === row.status && eventNumber === row.event_number) return null;
  return `is ${row.status} at event ${row.event_number}, its workflow holds ${status ?? 'nothing'} at ${eventNumber}`;
}

async function isUntold(db: Database, businessId: string): Promise<boolean> {
  const waiting = await db
    .select({ id: outbox.id })
    .from(outbox)
    .where(eq(outbox.businessId, businessId))
    .limit(1);
  return waiting.length > 0;
}
