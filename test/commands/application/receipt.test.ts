import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeApplication } from '../../../commands/application/close';
import { openApplication } from '../../../commands/application/open';
import { saveDraft } from '../../../commands/application/save';
import { submitApplication } from '../../../commands/application/submit';
import { receiptOf } from '../../../db/queries/receipt';
import { registrations } from '../../../db/schema/applications';
import { users } from '../../../db/schema/people';
import type { Answers } from '../../../domain/application/answers';
import { wholeAnswers } from '../../../scripts/demo/answers';
import { applicationOf } from '../../support/records';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let slug: string;

beforeAll(async () => {
  town = await openTown(5);
  ({ slug } = await town.programme());
});
afterAll(() => town.close());

/** Sends an application for somebody else, of whom everything is typed. */
async function submittedFor(citizen: User, filing: Answers): Promise<string> {
  const { slug: programmeSlug } = await town.programme();
  const { applicationId } = done(await openApplication(town.db, citizen, { programmeSlug }));
  const { answersVersion: version } = await applicationOf(town.db, applicationId);
  const answers = {
    ...wholeAnswers({}),
    'beneficiary.fiscalCode': 'GLLLGU67A12H501V',
    'beneficiary.familyName': 'Giallo',
    'beneficiary.givenName': 'Luigi',
    'beneficiary.birthDate': '1967-01-12',
    'contacts.email': 'luigi.giallo@example.org',
    'applicant.mandate': 'si',
    ...filing,
  };
  done(await saveDraft(town.db, citizen, { applicationId, version, answers }));
  done(await submitApplication(town.db, citizen, { applicationId }));
  return applicationId;
}

async function accountOf({ id }: User) {
  const [account] = await town.db.select().from(users).where(eq(users.id, id));
  return account;
}

describe('the receipt of an application', () => {
  it('states what the register holds, and nobody who filed for the beneficiary', async () => {
    const citizen = await town.user('cittadino');
    const id = await town.submitted(citizen, slug);
    const [entry] = await town.db.select().from(registrations).where(eq(registrations.applicationId, id));
    const { decideBy } = await applicationOf(town.db, id);
    expect(await receiptOf(town.db, id)).toEqual({
      programme: 'Buoni Pane',
      number: entry?.number,
      year: entry?.year,
      registeredAt: entry?.registeredAt,
      decideBy,
      beneficiary: { name: 'Rossi Mario', fiscalCode: (await accountOf(citizen))?.fiscalCode },
      filer: null,
      formSha256: entry?.formSha256.toString('hex'),
    });
  });

  it('names who filed for a relative, and the organisation that filed', async () => {
    const citizen = await town.user('cittadino');
    const account = { name: 'Rossi Mario', fiscalCode: (await accountOf(citizen))?.fiscalCode };
    const daughter = { 'applicant.role': 'relative', 'applicant.relation': 'figlia' };
    const forRelative = await receiptOf(town.db, await submittedFor(citizen, daughter));
    expect(forRelative?.filer).toEqual({ ...account, role: 'relative', as: 'figlia' });
    expect(forRelative?.beneficiary).toEqual({ name: 'Giallo Luigi', fiscalCode: 'GLLLGU67A12H501V' });
    const caf = { 'applicant.role': 'organisation', 'applicant.organisation': 'CAF Sardegna' };
    const byOrganisation = await receiptOf(town.db, await submittedFor(citizen, caf));
    expect(byOrganisation?.filer).toEqual({ ...account, role: 'organisation', as: 'CAF Sardegna' });
  });

  it('stays after the application is withdrawn', async () => {
    const citizen = await town.user('cittadino');
    const id = await town.submitted(citizen, slug);
    const before = await receiptOf(town.db, id);
    done(await closeApplication(town.db, citizen, { applicationId: id, as: 'withdrawn' }));
    expect(await receiptOf(town.db, id)).toEqual(before);
  });

  it('does not exist before the application is sent', async () => {
    const draft = await town.draft(await town.user('cittadino'), slug);
    expect(await receiptOf(town.db, draft)).toBeNull();
    expect(await receiptOf(town.db, newId())).toBeNull();
  });
});
