import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { decideApplication } from '../../commands/application/decide';
import { openApplication } from '../../commands/application/open';
import { saveDraft } from '../../commands/application/save';
import { submitApplication } from '../../commands/application/submit';
import { openSettlement } from '../../commands/settlement/open';
import { openTicket } from '../../commands/ticket/open';
import { issueVoucher } from '../../commands/voucher/issue';
import { redeemVoucher } from '../../commands/voucher/redeem';
import { openDatabase } from '../../db/client';
import { applications, programmes } from '../../db/schema/applications';
import { vouchers } from '../../db/schema/ledger';
import { organisations } from '../../db/schema/filed-for';
import { merchants, shops, tillKeys, tills } from '../../db/schema/merchants';
import { users } from '../../db/schema/people';
import { sealedAnswers } from '../../db/sealing/columns';
import { settlements } from '../../db/schema/settlements';
import type { Actor, Role } from '../../domain/roles';
import { wholeAnswers } from '../../scripts/demo/answers';
import { demoPassword } from '../../scripts/demo/people';
import { given } from './given';
import { done } from './town';
import { uniquePerson } from './unique-code';

type User = Extract<Actor, { kind: 'user' }>;

/**
 * People and a shop of a test's own in the application of the run, or in another with the demo's data, written into its database, so that a test of the API
 * neither needs a browser nor touches what others use.
 */
export async function openGuests(databaseUrl = given('TEST_APP_DATABASE_URL')) {
  const db = openDatabase(databaseUrl, 2);

  /** Somebody new, with the password of the demo; the second factor of their role is waived as for the demo's people. */
  const user = async (
    role: Role,
    merchantId: string | null = null,
    secondFactorWaived = true,
  ): Promise<User & { username: string }> => {
    const id = newId();
    const [known] = await db.select().from(users).where(eq(users.username, 'cittadino'));
    if (!known) throw new Error('the demo data are missing');
    const username = `ospite-${id}`;
    const organisationId = role === 'intermediario' ? newId() : null;
    if (organisationId !== null)
      await db.insert(organisations).values({ id: organisationId, kind: 'caf', name: `CAF ${id}` });
    await db.insert(users).values({
      id,
      username,
      passwordHash: known.passwordHash,
      mustChangePassword: false,
      secondFactorWaived,
      role,
      merchantId,
      organisationId,
      familyName: 'Ospite',
      givenName: 'Ada',
      ...uniquePerson('SPTDAA'),
      mobile: '3331234567',
      email: `${username}@example.org`,
    });
    return { kind: 'user', id, role, merchantId, username };
  };

  const programmeSlug = 'buoni-spesa';

  /** The id of a draft of a citizen that can be sent as it is. */
  const wholeDraft = async (citizen: User): Promise<string> => {
    const { applicationId } = done(await openApplication(db, citizen, { programmeSlug }));
    const [draft] = await db.select().from(applications).where(eq(applications.id, applicationId));
    const answers = wholeAnswers(draft ? sealedAnswers.open(applicationId, draft.answers) : {});
    done(await saveDraft(db, citizen, { applicationId, version: draft?.answersVersion ?? 1, answers }));
    return applicationId;
  };

  /** A citizen's approved application and the code of its voucher of €300. */
  const voucherOf = async (citizen: User): Promise<{ applicationId: string; code: string }> => {
    const applicationId = await wholeDraft(citizen);
    done(await submitApplication(db, citizen, { applicationId }));
    const operator = await user('operatore');
    const decision = { outcome: 'approvata' as const, amountCents: 30_000, reason: 'Come da istruttoria' };
    done(await decideApplication(db, operator, { applicationId, decision }));
    const { voucherId } = done(await issueVoucher(db, { applicationId }));
    const [voucher] = await db.select().from(vouchers).where(eq(vouchers.id, voucherId));
    return { applicationId, code: voucher?.code ?? '' };
  };

  return {
    db,

    user,

    /** A merchant with a shop and some tills; a till's key is shown once, here. */
    shop: async (tillCount = 1) => {
      const [merchantId, shopId] = [newId(), newId()];
      await db.insert(merchants).values({ id: merchantId, name: `Bottega ${merchantId}` });
      await db.insert(shops).values({ id: shopId, merchantId, name: 'Sede' });
      const keys: string[] = [];
      for (let number = 1; number <= tillCount; number++) {
        const [tillId, key] = [newId(), `key-${newId()}`];
        await db.insert(tills).values({ id: tillId, merchantId, shopId, name: `Cassa ${number}` });
        await db.insert(tillKeys).values({
          id: newId(),
          tillId,
          keyHash: createHash('sha256').update(key).digest(),
          ending: key.slice(-4),
        });
        keys.push(key);
      }
      return { merchantId, keys };
    },

    /** The id of a draft of a citizen, with what is known of them. */
    draft: async (citizen: User): Promise<string> =>
      done(await openApplication(db, citizen, { programmeSlug })).applicationId,

    wholeDraft,

    voucherOf,

    /** The code of a voucher of €300 nobody else spends. */
    voucher: async (): Promise<string> => (await voucherOf(await user('cittadino'))).code,

    /** A spend at a merchant's shop. */
    spend: async (cashier: User, code: string): Promise<string> => {
      const request = { code, amountCents: 1_000 };
      return done(await redeemVoucher(db, cashier, newId(), request)).redemptionId;
    },

    /** The settlement that is open for a merchant. */
    settlement: async (merchantId: string): Promise<string> => {
      await db.transaction((tx) => openSettlement(tx, merchantId, new Date()));
      const [opened] = await db.select().from(settlements).where(eq(settlements.merchantId, merchantId));
      return opened?.id ?? '';
    },

    /** The code of a request for help of somebody who is not signed in. */
    ticket: async (): Promise<string> => {
      const request = {
        requestId: newId(),
        name: 'Ada Ospite',
        phone: '3331234567',
        email: 'ada@example.org',
      };
      const reason = 'Non riesco a entrare';
      return done(await openTicket(db, { ...request, reason, page: null, userId: null })).code;
    },

    programme: async (): Promise<string> => {
      const [programme] = await db.select().from(programmes).where(eq(programmes.slug, programmeSlug));
      return programme?.id ?? '';
    },

    close: () => db.$client.end(),
  };
}

export type Guests = Awaited<ReturnType<typeof openGuests>>;

/** The cookies of somebody who signs in at a portal with the password of the demo, as a `Cookie` header. */
export async function cookiesOf(username: string, url = given('TEST_APP_URL')): Promise<string> {
  const jar = new Map<string, string>();
  const keep = (answer: Response) => {
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
      jar.set(name, value);
    }
  };
  const written = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const csrf = await fetch(`${url}/api/auth/csrf`);
  keep(csrf);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: written() },
    body: new URLSearchParams({ csrfToken, username, password: demoPassword, json: 'true' }),
  });
  if (answer.status !== 200) throw new Error(`signing in answered ${answer.status}`);
  keep(answer);
  return written();
}
