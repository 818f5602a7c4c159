import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { decideApplication } from '../../commands/application/decide';
import { openApplication } from '../../commands/application/open';
import { saveDraft } from '../../commands/application/save';
import { submitApplication } from '../../commands/application/submit';
import { move } from '../../commands/ledger';
import { commitDraw } from '../../commands/programme/draw';
import type { Outcome } from '../../commands/transaction';
import { openDatabase, type Database } from '../../db/client';
import { applications, programmes, programmeVersions } from '../../db/schema/applications';
import { vouchers } from '../../db/schema/ledger';
import { organisations } from '../../db/schema/filed-for';
import { merchants, shops } from '../../db/schema/merchants';
import { users } from '../../db/schema/people';
import { sealedAnswers } from '../../db/sealing/columns';
import { checkCharacter } from '../../domain/fiscal-code';
import { isDrawn } from '../../domain/programme/ranking';
import type { ProgrammeRules } from '../../domain/programme/rules';
import type { Actor, Role } from '../../domain/roles';
import { wholeAnswers } from '../../scripts/demo/answers';
import { createDatabase, type TestDatabase } from './database';
import { rulesWith } from './rules';

export type User = Extract<Actor, { kind: 'user' }>;

/** A municipality of a test's own: a database with people, shops and programmes, and acts done by the commands. */
export interface Town {
  db: Database;
  url: string;
  /** Of a role; `of` is the merchant or the organisation they belong to. */
  user: (role: Role, of?: string) => Promise<User>;
  shop: () => Promise<{ merchantId: string; cashier: User }>;
  programme: (rules?: ProgrammeRules) => Promise<{ id: string; slug: string }>;
  /** A draft with a whole form. */
  draft: (citizen: User, slug: string) => Promise<string>;
  submitted: (citizen: User, slug: string) => Promise<string>;
  approved: (operator: User, citizen: User, slug: string, amountCents?: number) => Promise<string>;
  voucherCode: (applicationId: string) => Promise<string | null>;
  close: () => Promise<void>;
}

function codeOf(person: number): string {
  const body = `RSSMRA85T10A${(100 + person).toString()}`;
  return body + checkCharacter(body);
}

/** The value of an act that must succeed. */
export function done<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
}

/** A municipality in a database of its own. */
export const openTown = async (connections = 10): Promise<Town> =>
  townIn(await createDatabase(), connections);

/**
 * A municipality in a database that is there: its people, shops and programmes are added to what it holds.
 *
 * @param before how many people of other such towns may be there
 */
export function townIn(database: TestDatabase, connections = 10, before = 0): Town {
  const db = openDatabase(database.url, connections);
  let people = before;

  /** A merchant with one shop, where whoever belongs to it spends. */
  const merchant = async (): Promise<string> => {
    const merchantId = newId();
    await db.insert(merchants).values({ id: merchantId, name: `Bottega ${merchantId}` });
    await db.insert(shops).values({ id: newId(), merchantId, name: 'Sede' });
    return merchantId;
  };

  const organisation = async (): Promise<string> => {
    const id = newId();
    await db.insert(organisations).values({ id, kind: 'caf', name: `CAF ${id}` });
    return id;
  };

  const user: Town['user'] = async (role, of) => {
    // Nobody stands at the counter of no shop.
    const merchantId =
      role === 'intermediario' ? null : (of ?? (role === 'cassiere' ? await merchant() : null));
    const organisationId = role === 'intermediario' ? (of ?? (await organisation())) : null;
    const id = newId();
    const number = ++people;
    await db.insert(users).values({
      id,
      username: `persona${number}`,
      passwordHash: 'none',
      mustChangePassword: false,
      secondFactorWaived: true,
      role,
      merchantId,
      organisationId,
      familyName: 'Rossi',
      givenName: 'Mario',
      fiscalCode: codeOf(number),
      birthDate: '1985-12-10',
      mobile: '3331234567',
      email: `persona${number}@example.org`,
    });
    return { kind: 'user', id, role, merchantId };
  };

  /** A household claims a programme once: what the same citizen files there again is for somebody else. */
  const filed = new Set<string>();
  const ofAnotherHousehold = ({ id }: User, slug: string): Record<string, string> => {
    const first = !filed.has(`${id} ${slug}`);
    filed.add(`${id} ${slug}`);
    return first ? {} : { 'beneficiary.fiscalCode': codeOf(++people) };
  };

  const draft: Town['draft'] = async (citizen, programmeSlug) => {
    const { applicationId } = done(await openApplication(db, citizen, { programmeSlug }));
    const [row] = await db.select().from(applications).where(eq(applications.id, applicationId));
    const typed = row ? sealedAnswers.open(applicationId, row.answers) : {};
    const answers = { ...wholeAnswers(typed), ...ofAnotherHousehold(citizen, programmeSlug) };
    done(await saveDraft(db, citizen, { applicationId, version: row?.answersVersion ?? 1, answers }));
    return applicationId;
  };

  const submitted: Town['submitted'] = async (citizen, slug) => {
    const applicationId = await draft(citizen, slug);
    done(await submitApplication(db, citizen, { applicationId }));
    return applicationId;
  };

  return {
    db,
    url: database.url,
    user,
    draft,
    submitted,
    shop: async () => {
      const merchantId = await merchant();
      return { merchantId, cashier: await user('esercente', merchantId) };
    },
    programme: async (rules = rulesWith()) => {
      const id = newId();
      const slug = `programma-${id}`;
      // Not as one of the demo is called: who looks for that by its name beside this town has to find one.
      await db
        .insert(programmes)
        .values({ id, slug, name: 'Buoni Pane', icon: 'carrello', status: 'attivo' });
      await db.insert(programmeVersions).values({ id: newId(), programmeId: id, version: 1, rules });
      if (isDrawn(rules)) await commitDraw(db, id, (await user('responsabile')).id);
      const { allocationCents: amountCents } = rules;
      await move(db, { kind: 'allocation', from: id, to: id, amountCents, businessKey: `allocation:${id}` });
      return { id, slug };
    },
    approved: async (operator, citizen, slug, amountCents = 30_000) => {
      const applicationId = await submitted(citizen, slug);
      const decision = { outcome: 'approvata' as const, amountCents, reason: 'Come da istruttoria' };
      done(await decideApplication(db, operator, { applicationId, decision }));
      return applicationId;
    },
    voucherCode: async (applicationId) => {
      const [voucher] = await db
        .select({ code: vouchers.code })
        .from(vouchers)
        .where(eq(vouchers.applicationId, applicationId));
      return voucher?.code ?? null;
    },
    close: async () => {
      await db.$client.end();
      await database.drop();
    },
  };
}
