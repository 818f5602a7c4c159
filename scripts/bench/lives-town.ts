import { setTimeout as pause } from 'node:timers/promises';
import { eq, inArray } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { decideApplication } from '../../commands/application/decide';
import { openApplication } from '../../commands/application/open';
import { saveDraft } from '../../commands/application/save';
import { submitApplication } from '../../commands/application/submit';
import { move } from '../../commands/ledger';
import { redeemVoucher } from '../../commands/voucher/redeem';
import type { Database } from '../../db/client';
import { applications, programmes, programmeVersions } from '../../db/schema/applications';
import { vouchers } from '../../db/schema/ledger';
import { merchants, shops } from '../../db/schema/merchants';
import { users } from '../../db/schema/people';
import { sealedAnswers } from '../../db/sealing/columns';
import type { Actor, Role } from '../../domain/roles';
import { rulesWith } from '../../test/support/rules';
import { done } from '../../test/support/town';
import { uniquePerson } from '../../test/support/unique-code';
import { wholeAnswers } from '../demo/answers';

type User = Extract<Actor, { kind: 'user' }>;

const shopCount = 40;
const slug = 'buoni-spesa';
const amountCents = 30_000;

/** How often the holders of vouchers look for their codes, in milliseconds. */
const lookMs = 50;

/** People who live the lives of applications, by the commands. */
export interface LivesTown {
  /** A citizen's whole draft. */
  drafted: () => Promise<unknown>;
  /** A citizen's application, sent. @returns its id */
  submitted: () => Promise<string>;
  /** From the draft to the voucher spent in two parts. @returns the application's id */
  spent: () => Promise<string>;
}

/** Fills an empty database with an office, shops, and a programme whose spent vouchers close after a second. */
export async function openLivesTown(db: Database): Promise<LivesTown> {
  const user = async (role: Role, merchantId: string | null = null): Promise<User> => {
    const id = newId();
    await db.insert(users).values({
      id,
      username: `persona-${id}`,
      passwordHash: 'none',
      mustChangePassword: false,
      secondFactorWaived: true,
      role,
      merchantId,
      familyName: 'Spinosa',
      givenName: 'Ada',
      ...uniquePerson('SPNDAA'),
      mobile: '3331234567',
      email: `persona-${id}@example.org`,
    });
    return { kind: 'user', id, role, merchantId };
  };

  const programmeId = newId();
  const rules = rulesWith({ allocationCents: 10_000_000_000, terms: { voidWindow: 'PT1S' } });
  await db
    .insert(programmes)
    .values({ id: programmeId, slug, name: 'Buoni Spesa', icon: 'carrello', status: 'attivo' });
  await db.insert(programmeVersions).values({ id: newId(), programmeId, version: 1, rules });
  await move(db, {
    kind: 'allocation',
    from: programmeId,
    to: programmeId,
    amountCents: rules.allocationCents,
    businessKey: `allocation:${programmeId}`,
  });
  const operator = await user('operatore');
  const cashiers: User[] = [];
  for (let number = 1; number <= shopCount; number++) {
    const merchantId = newId();
    await db.insert(merchants).values({ id: merchantId, name: `Bottega ${number}` });
    await db.insert(shops).values({ id: newId(), merchantId, name: 'Sede' });
    cashiers.push(await user('esercente', merchantId));
  }
  let turn = 0;
  const codeOf = codes(db);

  const drafted = async (): Promise<{ citizen: User; applicationId: string }> => {
    const citizen = await user('cittadino');
    const { applicationId } = done(await openApplication(db, citizen, { programmeSlug: slug }));
    const [draft] = await db.select().from(applications).where(eq(applications.id, applicationId));
    const answers = wholeAnswers(draft ? sealedAnswers.open(applicationId, draft.answers) : {});
    done(await saveDraft(db, citizen, { applicationId, version: draft?.answersVersion ?? 1, answers }));
    return { citizen, applicationId };
  };

  const submitted = async (): Promise<string> => {
    const { citizen, applicationId } = await drafted();
    done(await submitApplication(db, citizen, { applicationId }));
    return applicationId;
  };

  const spend = async (code: string): Promise<void> => {
    const cashier = cashiers[turn++ % cashiers.length];
    if (!cashier) throw new Error('nobody stands at a till');
    done(await redeemVoucher(db, cashier, newId(), { code, amountCents: amountCents / 2 }));
  };

  return {
    drafted,
    submitted,
    spent: async () => {
      const applicationId = await submitted();
      const decision = { outcome: 'approvata' as const, amountCents, reason: 'Come da istruttoria' };
      done(await decideApplication(db, operator, { applicationId, decision }));
      const code = await codeOf(applicationId);
      await spend(code);
      await spend(code);
      return applicationId;
    },
  };
}

/** Waits for codes, all that are waited for in one look. */
function codes(db: Database): (applicationId: string) => Promise<string> {
  const awaited = new Map<string, (code: string) => void>();
  const look = async (): Promise<void> => {
    while (awaited.size > 0) {
      const found = await db
        .select({ id: vouchers.applicationId, code: vouchers.code })
        .from(vouchers)
        .where(inArray(vouchers.applicationId, [...awaited.keys()]));
      for (const { id, code } of found) {
        awaited.get(id)?.(code);
        awaited.delete(id);
      }
      await pause(lookMs);
    }
  };
  return (applicationId) =>
    new Promise((resolve, reject) => {
      awaited.set(applicationId, resolve);
      if (awaited.size === 1) look().catch(reject);
    });
}
