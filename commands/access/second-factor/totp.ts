import { and, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import type { Queryable } from '../../../db/client';
import { databaseNow } from '../../../db/queries/clock';
import { totpFactors } from '../../../db/schema/access';
import { sealedTotp } from '../../../db/sealing/columns';
import { invalid } from '../../../domain/refusal';
import { ok, refused } from '../../../domain/result';
import { totpTerms } from '../../../domain/second-factor';
import { transact, type Outcome } from '../../transaction';
import { recordAccess } from '../events';
import type { SessionGrant } from '../sign-in';
import { countTry, uncountTry } from '../tries';
import { codesOf, raised, tellOfChange, type OnSession } from './grant';

/** What an authenticator app is set up with. */
export interface TotpSetup {
  /** In base32, as it is typed where no camera is at hand. */
  secret: string;
  /** The `otpauth://` address that the QR code holds. */
  uri: string;
}

/** Begins with an app: makes the secret, unless one waits already for its first code. Refusals: `act-not-allowed`, with one. */
export async function beginTotp(db: Queryable, userId: string): Promise<Outcome<null>> {
  const secret = sealedTotp.seal(userId, Buffer.from(new Secret({ size: 20 }).bytes));
  await db.insert(totpFactors).values({ userId, secret }).onConflictDoNothing();
  const [row] = await db.select().from(totpFactors).where(eq(totpFactors.userId, userId));
  return row?.confirmedAt === null ? ok(null) : refused({ code: 'act-not-allowed' });
}

/** What the app is to be set up with, while its first code is waited for; null otherwise. */
export async function totpSetup(
  db: Queryable,
  { userId, username, issuer }: { userId: string; username: string; issuer: string },
): Promise<TotpSetup | null> {
  const [row] = await db
    .select()
    .from(totpFactors)
    .where(and(eq(totpFactors.userId, userId), isNull(totpFactors.confirmedAt)));
  if (!row) return null;
  const secret = new Secret({ buffer: bytesOf(sealedTotp.open(userId, row.secret)) });
  const uri = new TOTP({ ...totpTerms, issuer, label: username, secret }).toString();
  return { secret: secret.base32, uri };
}

/**
 * The first code of the app: from now on it is a second factor, and this session has shown it.
 *
 * Refusals: `invalid` for the code; `sign-in-slowed`; `act-not-allowed` where no app waits for its first code.
 */
export const confirmTotp = (
  db: Queryable,
  input: OnSession & { code: string },
): Promise<Outcome<SessionGrant>> =>
  takeCode(db, input, isNull(totpFactors.confirmedAt), async (tx) => {
    const { userId } = input;
    await tx
      .update(totpFactors)
      .set({ confirmedAt: sql`now()` })
      .where(eq(totpFactors.userId, userId));
    const eventId = await recordAccess(tx, { userId, actorId: userId, kind: 'totp-added' });
    await tellOfChange(tx, userId, eventId);
  });

/**
 * A code of the app at the sign-in. Each is taken once, and none before the last one taken.
 *
 * Refusals: `invalid` for the code; `sign-in-slowed`; `act-not-allowed` without an app.
 */
export const verifyTotp = (
  db: Queryable,
  input: OnSession & { code: string },
): Promise<Outcome<SessionGrant>> => takeCode(db, input, isNotNull(totpFactors.confirmedAt));

async function takeCode(
  db: Queryable,
  input: OnSession & { code: string },
  waiting: ReturnType<typeof isNull>,
  then?: (tx: Queryable) => Promise<void>,
): Promise<Outcome<SessionGrant>> {
  const { userId } = input;
  const [row] = await db
    .select()
    .from(totpFactors)
    .where(and(eq(totpFactors.userId, userId), waiting));
  if (!row) return refused({ code: 'act-not-allowed' });
  const counts = [await codesOf(db, userId)];
  const { refusal } = await countTry(db, counts);
  if (refusal) return refused(refusal);
  const secret = new Secret({ buffer: bytesOf(sealedTotp.open(userId, row.secret)) });
  const step = stepOf(secret, input.code, await databaseNow(db));
  if (step === null) return refused(invalid('code', 'code-wrong'));
  const outcome = await transact<SessionGrant>(db, async (tx) => {
    const taken = await tx
      .update(totpFactors)
      .set({ lastStep: step })
      .where(and(eq(totpFactors.userId, userId), waiting, lt(totpFactors.lastStep, step)))
      .returning({ userId: totpFactors.userId });
    if (taken.length === 0) return refused(invalid('code', 'code-used'));
    await then?.(tx);
    return ok(await raised(tx, input));
  });
  if (outcome.ok) await uncountTry(db, counts);
  return outcome;
}

/** The step of thirty seconds whose code this is, or null; blanks between the digits are the app's own. */
function stepOf(secret: Secret, typed: string, now: Date): number | null {
  const token = typed.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const { digits, period, window } = totpTerms;
  const timestamp = now.getTime();
  const delta = TOTP.validate({ token, secret, digits, period, window, timestamp });
  return delta === null ? null : TOTP.counter({ period, timestamp }) + delta;
}

const bytesOf = (buffer: Buffer): ArrayBuffer => new Uint8Array(buffer).buffer;
