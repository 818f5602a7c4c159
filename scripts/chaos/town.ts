import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { hashPassword } from '../../commands/access/password';
import { move } from '../../commands/ledger';
import { openDatabase, type Database } from '../../db/client';
import { migrate } from '../../db/migrate';
import { applications, programmes, programmeVersions } from '../../db/schema/applications';
import { merchants, shops, tillKeys, tills } from '../../db/schema/merchants';
import { users } from '../../db/schema/people';
import { sealedAnswers } from '../../db/sealing/columns';
import type { Answers } from '../../domain/application/answers';
import type { Role } from '../../domain/roles';
import { rulesWith } from '../../test/support/rules';
import { benchPassword, draftOf, person, signedIn } from '../bench/crowd-town';
import { sealThroughout } from '../stack/sealing';

/** A citizen who has signed in, with a whole draft. */
export interface Citizen {
  cookie: string;
  applicationId: string;
  version: number;
  answers: Answers;
}

/** Who acts in a run: each with the `Cookie` header of their session, tills with their keys. */
export interface ChaosTown {
  /** Somebody new comes; rejects while the database is away. */
  arrives: () => Promise<Citizen>;
  operators: string[];
  desk: string[];
  /** Citizens who enter by their password. */
  accounts: { username: string; password: string }[];
  /** The keys of the tills of each merchant. */
  tills: string[][];
}

const staff = 2;
const merchantCount = 2;
/** Each till stays within its calls a minute. */
const tillsOfMerchant = 20;
const slug = 'buoni-spesa';

/**
 * Fills an empty database with a programme, an office and shops. Citizens come one by one while a run goes on, and what they
 * did before is done by the commands: a crowd that had come before would keep the workers busy for long.
 *
 * @param voidWindow how long a spend can be taken back (ISO 8601): the life of a voucher that is spent ends after it
 */
export async function openChaosTown(
  url: string,
  authSecret: string,
  voidWindow = 'P1D',
): Promise<ChaosTown & { close: () => Promise<void> }> {
  await migrate(url);
  await sealThroughout(url);
  const db = openDatabase(url, 4);
  await openProgramme(db, voidWindow);
  const cookiesOf = async (role: Role): Promise<string[]> => {
    const people = Array.from({ length: staff }, (_, number) => somebody(db, role, 15_000 + number));
    return Promise.all(people.map(async (id) => signedIn(db, await id, authSecret, 'l2')));
  };
  const [operators, desk] = [await cookiesOf('operatore'), await cookiesOf('supporto')];
  const accounts = await Promise.all(
    Array.from({ length: staff }, (_, number) => account(db, 16_000 + number)),
  );
  const tills = await Promise.all(Array.from({ length: merchantCount }, () => shopWithTills(db)));
  let came = 0;
  return {
    ...{ operators, desk, accounts, tills },
    arrives: () => citizen(db, ++came, authSecret),
    close: () => db.$client.end(),
  };
}

async function openProgramme(db: Database, voidWindow: string): Promise<void> {
  const id = newId();
  const rules = rulesWith({ allocationCents: 1_000_000_000, terms: { voidWindow } });
  await db.insert(programmes).values({ id, slug, name: 'Buoni Spesa', icon: 'carrello', status: 'attivo' });
  await db.insert(programmeVersions).values({ id: newId(), programmeId: id, version: 1, rules });
  await move(db, {
    kind: 'allocation',
    from: id,
    to: id,
    amountCents: rules.allocationCents,
    businessKey: `allocation:${id}`,
  });
}

async function account(db: Database, number: number): Promise<{ username: string; password: string }> {
  await somebody(db, 'cittadino', number, await hashPassword(benchPassword));
  return { username: `cittadino-${number}`, password: benchPassword };
}

async function somebody(db: Database, role: Role, number: number, passwordHash = 'none'): Promise<string> {
  const id = newId();
  const { fiscalCode, ...known } = person(number);
  await db.insert(users).values({
    ...{ ...known, id, role, username: `${role}-${number}`, passwordHash },
    ...(role === 'cittadino' && { fiscalCode }),
  });
  return id;
}

async function citizen(db: Database, number: number, authSecret: string): Promise<Citizen> {
  const userId = await somebody(db, 'cittadino', number);
  const cookie = await signedIn(db, userId, authSecret);
  const applicationId = await draftOf(db, userId);
  const [draft] = await db.select().from(applications).where(eq(applications.id, applicationId));
  if (!draft) throw new Error('the draft is missing');
  const answers = sealedAnswers.open(applicationId, draft.answers);
  return { cookie, applicationId, version: draft.answersVersion, answers };
}

async function shopWithTills(db: Database): Promise<string[]> {
  const [merchantId, shopId] = [newId(), newId()];
  await db.insert(merchants).values({ id: merchantId, name: `Bottega ${merchantId}` });
  await db.insert(shops).values({ id: shopId, merchantId, name: 'Sede' });
  const keys = Array.from({ length: tillsOfMerchant }, () => `key-${newId()}`);
  for (const [number, key] of keys.entries()) {
    const tillId = newId();
    await db.insert(tills).values({ id: tillId, merchantId, shopId, name: `Cassa ${number + 1}` });
    const keyHash = createHash('sha256').update(key).digest();
    await db.insert(tillKeys).values({ id: newId(), tillId, keyHash, ending: key.slice(-4) });
  }
  return keys;
}
