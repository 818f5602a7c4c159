import type { Database, Queryable } from '../../../db/client';
import { invalid } from '../../../domain/refusal';
import { ok, refused } from '../../../domain/result';
import { currentTrace } from '../../../tracing/trace';
import { forEachDatabase, inGroups } from '../../group-commit';
import { countAttempts } from '../../limits/attempts';
import { wrongCodesOf } from '../../limits/wrong-codes';
import { retryLostRaces } from '../../transaction';
import type { SpendCall, SpendOutcome } from './call';
import { judge, type Spend } from './judge';
import { holdPurses } from './purse';
import { standingsOf } from './standing';
import { writeAnswers, writeSpends } from './write';

/**
 * Spends, together with whatever other spends arrive at this process in the same moment. The same key gives the same
 * answer again, a refusal included; calls with one key at once are one call. Within a transaction of the caller's it is
 * done at once and alone.
 */
export async function spendOnce(db: Queryable, asked: Omit<SpendCall, 'trace'>): Promise<SpendOutcome> {
  const call = { ...asked, trace: currentTrace() };
  const { key, target, receiptNumber, shopId } = call;
  const texts = [key, 'code' in target ? target.code : target.holdId, receiptNumber, shopId];
  if (texts.some((text) => unstorable.test(text ?? ''))) return refused(invalid('', 'characters'));
  if ('$client' in db) return spendTogether(db as Database)(call);
  const [outcome] = await commit(db, [call]);
  return outcome!;
}

/** Text that no PostgreSQL text can hold: a NUL, half a surrogate pair. */
const unstorable = /\0|\p{Surrogate}/u;

const spendTogether = forEachDatabase((db: Database) => {
  const join = inGroups((calls: readonly SpendCall[]) => commit(db, calls), { size: 64, atOnce: 1 });
  const underWay = new Map<string, { requestSha256: string; outcome: Promise<SpendOutcome> }>();
  return async function spend(call: SpendCall): Promise<SpendOutcome> {
    const { requestSha256 } = call;
    const id = `${call.caller.id} ${call.key}`;
    for (let same = underWay.get(id); same; same = underWay.get(id)) {
      if (same.requestSha256 === requestSha256) return same.outcome;
      await same.outcome.catch(() => undefined);
    }
    const outcome = join(call).finally(() => underWay.delete(id));
    underWay.set(id, { requestSha256, outcome });
    return outcome;
  };
});

const commit = (db: Queryable, calls: readonly SpendCall[]): Promise<SpendOutcome[]> =>
  retryLostRaces(() => db.transaction((tx) => spendAll(tx, calls)));

/** Performs a group of spends in one transaction, and answers them in their order. */
async function spendAll(tx: Queryable, calls: readonly SpendCall[]): Promise<SpendOutcome[]> {
  const standings = await standingsOf(tx, calls);
  const fresh = calls.flatMap((call, place) => {
    const standing = standings[place]!;
    return standing.earlier ? [] : [{ call, standing }];
  });
  const made = await spendFresh(tx, fresh);
  return calls.map(({ requestSha256 }, place): SpendOutcome => {
    const { earlier } = standings[place]!;
    if (!earlier) return made.shift()!;
    return earlier.requestSha256 === requestSha256
      ? earlier.outcome
      : refused({ code: 'idempotency-key-reused' });
  });
}

type Fresh = { call: SpendCall; standing: Awaited<ReturnType<typeof standingsOf>>[number] };

async function spendFresh(tx: Queryable, fresh: readonly Fresh[]): Promise<SpendOutcome[]> {
  if (fresh.length === 0) return [];
  const calls = fresh.map(({ call }) => call);
  const wrongCodes = await wrongCodesOf(tx, [...new Set(calls.map(({ caller }) => caller.merchantId))]);
  // A hold is known by an id that nobody guesses.
  const attempts = await countAttempts(
    tx,
    calls.map(({ target }) => ('code' in target ? target.code : '')),
  );
  const purses = await holdPurses(tx, calls);

  const spends: Spend[] = [];
  const answers = fresh.map(({ call, standing }, place) => {
    const judged = judge(call, standing, attempts[place] ?? null, { purses, wrongCodes });
    if (!judged.ok) return { call, outcome: judged };
    spends.push(judged.value);
    const { redemptionId, balanceCents } = judged.value;
    return { call, outcome: ok({ redemptionId, balanceCents }) };
  });
  // Who is told to wait may ask again with the same key.
  await writeAnswers(
    tx,
    answers.filter(({ outcome }) => outcome.ok || outcome.error.code !== 'too-many-requests'),
  );
  await wrongCodes.write(tx);
  await writeSpends(tx, spends, purses.now);
  return answers.map(({ outcome }) => outcome);
}
