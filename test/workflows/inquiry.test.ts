import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { takeInCharge } from '../../commands/application/take';
import { askRegisters } from '../../commands/inquiry/ask';
import { lastInquiries, registeredHousehold } from '../../db/queries/registers';
import { inquiries } from '../../db/schema/registers';
import { importRegister } from '../../commands/register/import';
import { embeddedResidents } from '../../integrations/registers/embedded';
import { RegisterBusy, RegisterRefuses, type ResidentRegister } from '../../integrations/registers/port';
import { eventually, startEngine, type Engine } from '../support/engine';
import { keepHistory } from '../support/histories';
import { applicationOf } from '../support/records';
import { registerFile, residentsHeading } from '../support/registers';
import { done, openTown, type Town, type User } from '../support/town';

let town: Town;
let engine: Engine;
let operator: User;
let slug: string;

/** A register that can be put out of order. */
let fault: Error | null = null;
let tries = 0;
const residents: ResidentRegister = {
  source: 'archivio',
  householdOf: (code, day) => {
    tries++;
    if (fault) return Promise.reject(fault);
    return embeddedResidents((each) => registeredHousehold(town.db, each)).householdOf(code, day);
  },
};

beforeAll(async () => {
  town = await openTown();
  engine = await startEngine(town.db, town.url, { residents });
  operator = await town.user('operatore');
  ({ slug } = await town.programme());
});
afterAll(async () => {
  await engine.stop();
  await town.close();
});
beforeEach(() => {
  fault = null;
  tries = 0;
});

const answers = async (applicationId: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await lastInquiries(town.db, applicationId)).map(({ register, state }) => [register, state]),
  );
const answered = (applicationId: string, state: string) =>
  eventually(
    () => answers(applicationId),
    ({ anagrafe }) => anagrafe === state,
  );

/** The workflow of the newest inquiry to the residents' register, once it has ended. */
const ended = async (applicationId: string, name: string): Promise<void> => {
  const inquiry = (await lastInquiries(town.db, applicationId)).find(
    ({ register }) => register === 'anagrafe',
  );
  const handle = await engine.handle('inquiry', inquiry?.id ?? '');
  await handle.result();
  await keepHistory(`inquiry-${name}`, handle);
};

it('asks the registers when an application is taken in charge, once, and again when told to', async () => {
  const applicationId = await town.submitted(await town.user('cittadino'), slug);
  const { beneficiaryFiscalCode: code } = await applicationOf(town.db, applicationId);
  const file = `${residentsHeading}\n${code};Rossi;Mario;10/12/1985;F1;IS;Assemini\n`;
  done(await importRegister(town.db, operator, registerFile(file)));
  done(await takeInCharge(town.db, operator, { applicationId }));
  await answered(applicationId, 'trovato');
  expect(
    await eventually(
      () => answers(applicationId),
      ({ isee }) => isee !== 'in corso',
    ),
  ).toEqual({
    anagrafe: 'trovato',
    isee: 'non trovato',
  });
  await ended(applicationId, 'answered');

  done(await takeInCharge(town.db, await town.user('responsabile'), { applicationId }));
  const all = () => town.db.select().from(inquiries).where(eq(inquiries.applicationId, applicationId));
  expect(await all()).toHaveLength(2);
  done(await askRegisters(town.db, operator, { applicationId }));
  expect(await all()).toHaveLength(4);
  // Or their tries would count in the next test.
  await answered(applicationId, 'trovato');
});

it('comes back when a register that is busy says, and holds nobody up meanwhile', async () => {
  fault = new RegisterBusy(300);
  const applicationId = await town.submitted(await town.user('cittadino'), slug);
  done(await takeInCharge(town.db, operator, { applicationId }));
  await eventually(
    () => Promise.resolve(tries),
    (times) => times >= 2,
    // The workflow's own patience would begin at five seconds.
    4_000,
  );
  expect((await answers(applicationId)).anagrafe).toBe('in corso');
  done(await askRegisters(town.db, operator, { applicationId }));
  expect(
    await town.db.select().from(inquiries).where(eq(inquiries.applicationId, applicationId)),
  ).toHaveLength(3);
  fault = null;
  await answered(applicationId, 'non trovato');
  await ended(applicationId, 'busy');
});

it('gives up where the register refuses the question, and what was declared counts', async () => {
  fault = new RegisterRefuses();
  const applicationId = await town.submitted(await town.user('cittadino'), slug);
  done(await takeInCharge(town.db, operator, { applicationId }));
  await answered(applicationId, 'senza risposta');
  await ended(applicationId, 'given-up');
});
