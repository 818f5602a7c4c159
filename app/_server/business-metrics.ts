import { Gauge, Registry } from 'prom-client';
import { figures } from '@/db/queries/figures';
import { database } from './database';
import { inTime } from './in-time';
import { remembered } from './remembered';

type Figures = Awaited<ReturnType<typeof figures>>;

/** Writes a gauge: a value, or one for each kind of what its label tells apart; of none there is no line. */
type WriteGauge = (
  name: string,
  help: string,
  values: [value: number, kind?: string][],
  label?: string,
) => void;

/** However many look, and however often, the database is asked once in so many milliseconds. */
const askedEvery = 5_000;

/** Whoever looks gives up after ten seconds. */
const patienceMs = 5_000;

const read = remembered(() => figures(database()), askedEvery);

/** What the database says of the service, in Prometheus' format; where it does not answer, that alone. */
export async function businessMetrics(): Promise<string> {
  const found = await inTime(read(), patienceMs).catch(() => null);
  const registry = new Registry();
  const gauge: WriteGauge = (name, help, values, label) => {
    const made = new Gauge({
      name,
      help,
      labelNames: label === undefined ? [] : [label],
      registers: [registry],
    });
    for (const [value, kind] of values)
      if (label !== undefined && kind !== undefined) made.set({ [label]: kind }, value);
      else made.set(value);
  };
  gauge('buoni_database_up', '1 where PostgreSQL answers', [[found ? 1 : 0]]);
  if (found) write(found, gauge);
  return registry.metrics();
}

function write(
  { relay, terms, applications, vouchers, queued, failedMessages, waitingRoom, funds }: Figures,
  gauge: WriteGauge,
): void {
  gauge('buoni_relay_waiting', 'Events that no workflow was told yet', [[relay.waiting]]);
  gauge('buoni_relay_lag_seconds', 'Since when the oldest of them waits', [[relay.oldestSeconds]]);
  gauge(
    'buoni_terms_at_risk',
    'Undecided applications whose term is over, or is within three days',
    [
      [terms.overdue, 'overdue'],
      [terms.soon, 'soon'],
    ],
    'when',
  );
  gauge(
    'buoni_applications',
    'Registered applications by status',
    applications.map((each) => [each.applications, each.status]),
    'status',
  );
  gauge(
    'buoni_vouchers',
    'Vouchers by status',
    vouchers.map((each) => [each.vouchers, each.status]),
    'status',
  );
  gauge(
    'buoni_messages_queued',
    'Messages that have not left yet, by channel',
    queued.map((each) => [each.messages, each.channel]),
    'channel',
  );
  gauge(
    'buoni_messages_oldest_queued_seconds',
    'Since when the oldest of them waits',
    queued.map((each) => [each.oldestSeconds, each.channel]),
    'channel',
  );
  gauge('buoni_messages_failed', 'Messages that did not arrive and that nobody has seen to', [
    [failedMessages],
  ]);
  gauge('buoni_waiting_room_people', 'People who wait for their turn', [[waitingRoom]]);
  gauge(
    'buoni_budget_allocated_euros',
    'What a programme was allotted',
    funds.map((each) => [each.allocatedCents / 100, each.programme]),
    'programme',
  );
  gauge(
    'buoni_budget_residual_euros',
    'What its fund still holds',
    funds.map((each) => [each.residualCents / 100, each.programme]),
    'programme',
  );
}
