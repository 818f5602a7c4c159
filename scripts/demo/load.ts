import { Readable } from 'node:stream';
import { eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { hashPassword } from '../../commands/access/password';
import { closeApplication } from '../../commands/application/close';
import { decideApplication } from '../../commands/application/decide';
import { openApplication } from '../../commands/application/open';
import { saveDraft } from '../../commands/application/save';
import { submitApplication } from '../../commands/application/submit';
import { move } from '../../commands/ledger';
import { createProgramme } from '../../commands/programme/create';
import { saveProgrammeDraft } from '../../commands/programme/save';
import { importRegister } from '../../commands/register/import';
import { openSettlements } from '../../commands/settlement/open';
import { openTicket } from '../../commands/ticket/open';
import { issueVoucher } from '../../commands/voucher/issue';
import { redeemVoucher } from '../../commands/voucher/redeem';
import { openDatabase, type Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { readInstallation } from '../../db/queries/installation';
import { applications, programmes, programmeVersions } from '../../db/schema/applications';
import { vouchers } from '../../db/schema/ledger';
import { outbox } from '../../db/schema/delivery';
import { organisations } from '../../db/schema/filed-for';
import { installation, users } from '../../db/schema/people';
import { pins } from '../../db/schema/pins';
import { pinDates } from '../../domain/pin/terms';
import { sealedAnswers } from '../../db/sealing/columns';
import type { Actor, Role } from '../../domain/roles';
import { wholeAnswers } from './answers';
import { acceptMerchants, registerMerchants, type DemoMerchant } from './merchants';
import { demoApplicants, demoPassword, demoUsers, type DemoUser } from './people';
import { demoDraft, demoProgrammes } from './programmes';
import { demoIsee, demoResidents } from './registers';
import { loadPastTickets } from './tickets';
import { valueOf } from './value-of';

/** Loads the demo once: all of it, or nothing. Done by the very commands people use, so that it cannot be an impossible state. */
export async function loadDemo(databaseUrl: string): Promise<void> {
  const db = openDatabase(databaseUrl, 1);
  try {
    if ((await readInstallation(db)).demo) return;
    await db.transaction(async (tx) => {
      const actors = await loadPeople(tx);
      await loadProgrammes(tx);
      await loadRegisters(tx, actors);
      await loadDraft(tx, actors);
      await loadApplications(tx, actors);
      await openSettlements(tx);
      await tx.update(installation).set({ demo: true });
    });
  } finally {
    await db.$client.end();
  }
}

/** Somebody who acts in the demo, by username. */
type Actors = Map<string, Extract<Actor, { kind: 'user' }>>;

/** The people of the town; those of a merchant after it was registered, and then it is accepted. */
async function loadPeople(tx: Queryable): Promise<Actors> {
  const actors: Actors = new Map();
  const passwordHash = await hashPassword(demoPassword);
  const load = async (
    { shop, organisation, pin, ...person }: DemoUser,
    merchants: readonly DemoMerchant[] = [],
  ): Promise<void> => {
    const at = merchants.find(({ name }) => name === shop);
    const id = newId();
    const merchantId = at?.merchantId ?? null;
    const shopId = person.role === 'cassiere' ? (at?.shopId ?? null) : null;
    const organisationId = organisation === undefined ? null : await organisationNamed(tx, organisation);
    const { username } = person;
    const contacts = { email: `${username}@example.org`, mobile: '3331234567', phone: '070123456' };
    await tx.insert(users).values({
      ...person,
      ...contacts,
      id,
      merchantId,
      shopId,
      organisationId,
      passwordHash,
      mustChangePassword: false,
      secondFactorWaived: true,
    });
    if (pin !== undefined) await givenPin(tx, id, pin);
    actors.set(username, { kind: 'user', id, role: person.role, merchantId });
  };
  const people = [...demoUsers, ...demoApplicants];
  for (const person of people.filter(({ shop }) => shop === undefined)) await load(person);
  const operator = actors.get('operatore');
  if (!operator) throw new Error('the demo has no operatore');
  const merchants = await registerMerchants(tx, operator);
  for (const person of people.filter(({ shop }) => shop !== undefined)) await load(person, merchants);
  await acceptMerchants(tx, operator, merchants);
  return actors;
}

async function organisationNamed(tx: Queryable, name: string): Promise<string> {
  const id = newId();
  await tx.insert(organisations).values({ id, kind: 'caf', name });
  return id;
}

/** A PIN as if its first part had arrived: what a person of the demo says on the telephone is known beforehand. */
async function givenPin(tx: Queryable, userId: string, first: string): Promise<void> {
  const firstHash = await hashPassword(first.replace('-', ''));
  const dates = pinDates(await databaseNow(tx));
  const id = newId();
  await tx
    .insert(pins)
    .values({ id, userId, firstHash, channel: 'cittadino', firstUsedAt: sql`now()`, ...dates });
  await tx.insert(outbox).values({ process: 'pin', businessId: id, number: 1, event: { kind: 'requested' } });
}

async function loadProgrammes(tx: Queryable): Promise<void> {
  const now = await databaseNow(tx);
  for (const [position, { rules, ...programme }] of demoProgrammes(now).entries()) {
    const id = newId();
    await tx.insert(programmes).values({ ...programme, id, status: 'attivo', position });
    await tx.insert(programmeVersions).values({ id: newId(), programmeId: id, version: 1, rules });
    await move(tx, {
      kind: 'allocation',
      from: id,
      to: id,
      amountCents: rules.allocationCents,
      businessKey: `allocation:${id}:1`,
    });
  }
}

/** The registers that the embedded defaults answer from, brought in as the office does it. */
async function loadRegisters(tx: Queryable, actors: Actors): Promise<void> {
  const operator = actors.get('operatore');
  if (!operator) throw new Error('the demo has no operatore');
  for (const [register, text] of [
    ['anagrafe', demoResidents()],
    ['isee', demoIsee()],
  ] as const) {
    const content = Readable.from([Buffer.from(text)]);
    const { faults } = valueOf(
      await importRegister(tx, operator, { register, fileName: `${register}.csv`, content }),
    );
    if (faults.length > 0) throw new Error(`the demo's register is wrong: ${JSON.stringify(faults)}`);
  }
}

async function loadDraft(tx: Queryable, actors: Actors): Promise<void> {
  const operator = actors.get('operatore');
  if (!operator) throw new Error('the demo has no operatore');
  const { name, fields } = demoDraft;
  const { programmeId } = valueOf(await createProgramme(tx, operator, { kind: 'name', name }));
  valueOf(await saveProgrammeDraft(tx, operator, { programmeId, base: {}, typed: fields }));
}

/** Applications in every state, among them the manual's own: €300, spent for €20,00 and €16,00 (§ 2.12). */
async function loadApplications(tx: Queryable, actors: Actors): Promise<void> {
  const actor = (username: string, role: Role): Extract<Actor, { kind: 'user' }> => {
    const found = actors.get(username);
    if (found?.role !== role) throw new Error(`the demo has no ${role} ${username}`);
    return found;
  };
  const operator = actor('operatore', 'operatore');
  const till = actor('esercente', 'esercente');
  const gabriele = actor('cittadino2', 'cittadino');

  const approved = await submitted(tx, gabriele, 'buoni-spesa');
  await decided(tx, operator, approved, { outcome: 'approvata', amountCents: 30_000, reason: null });
  const code = await issued(tx, approved);
  for (const amountCents of [2_000, 1_600]) {
    valueOf(await redeemVoucher(tx, till, newId(), { code, amountCents }));
  }
  const rejected = await submitted(tx, gabriele, 'bonus-disabili');
  const reason = 'Nel nucleo non risulta alcun componente con disabilità.';
  await decided(tx, operator, rejected, { outcome: 'respinta', reason });
  const withdrawn = await submitted(tx, gabriele, 'vita-indipendente');
  valueOf(await closeApplication(tx, gabriele, { applicationId: withdrawn, as: 'withdrawn' }));
  await submitted(tx, gabriele, 'asilo');
  valueOf(await openApplication(tx, gabriele, { programmeSlug: 'bonus-disabili' }));

  for (const { username } of demoApplicants) await submitted(tx, actor(username, 'cittadino'), 'buoni-spesa');
  valueOf(
    await openTicket(tx, {
      requestId: newId(),
      name: 'Gabriele Cagliari',
      phone: '070123456',
      email: 'cittadino2@example.org',
      reason: 'Non trovo il codice del buono.',
      page: '/domande',
      userId: gabriele.id,
    }),
  );
  await loadPastTickets(tx, actor('supporto', 'supporto'), await databaseNow(tx));
}

async function submitted(tx: Queryable, citizen: Actor, programmeSlug: string): Promise<string> {
  const { applicationId } = valueOf(await openApplication(tx, citizen, { programmeSlug }));
  const [draft] = await tx.select().from(applications).where(eq(applications.id, applicationId));
  const answers = wholeAnswers(draft ? sealedAnswers.open(applicationId, draft.answers) : {});
  valueOf(await saveDraft(tx, citizen, { applicationId, version: draft?.answersVersion ?? 1, answers }));
  valueOf(await submitApplication(tx, citizen, { applicationId }));
  return applicationId;
}

async function decided(
  tx: Queryable,
  operator: Actor,
  applicationId: string,
  decision: Parameters<typeof decideApplication>[2]['decision'],
): Promise<void> {
  valueOf(await decideApplication(tx, operator, { applicationId, decision }));
}

async function issued(tx: Queryable, applicationId: string): Promise<string> {
  const { voucherId } = valueOf(await issueVoucher(tx, { applicationId }));
  const [voucher] = await tx.select({ code: vouchers.code }).from(vouchers).where(eq(vouchers.id, voucherId));
  if (!voucher) throw new Error('the demo voucher is missing');
  return voucher.code;
}
