import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkTicket } from '../../../commands/ticket/link';
import { lookFor } from '../../../commands/ticket/look';
import { openTicket } from '../../../commands/ticket/open';
import { requestRecovery } from '../../../commands/access/recovery';
import { looksOn } from '../../../db/queries/tickets/desk';
import { applications } from '../../../db/schema/applications';
import { users } from '../../../db/schema/people';
import { ticketByCode } from '../../../db/queries/tickets/file';
import { done, openTown, type Town, type User } from '../../support/town';
import { issued } from '../../support/voucher';

let town: Town;
let desk: User;
let head: User;
let voucher: string;
let holder: string;
let applicationId: string;

beforeAll(async () => {
  town = await openTown();
  [desk, head] = [await town.user('supporto'), await town.user('responsabile')];
  const { slug } = await town.programme();
  ({ code: voucher, applicationId } = await issued(town, await town.user('operatore'), slug));
  const [application] = await town.db.select().from(applications).where(eq(applications.id, applicationId));
  holder = application?.citizenId ?? '';
});
afterAll(() => town.close());

async function opened(userId: string | null) {
  const requestId = newId();
  const email = `${requestId}@example.org`;
  const request = {
    requestId,
    name: 'Luigi',
    phone: '070123456',
    email,
    reason: 'Aiuto',
    page: null,
    userId,
  };
  return { id: requestId, ...done(await openTicket(town.db, request)) };
}

async function look(ticket: { id: string; code: string }, actor: User, kind: string, asked: string) {
  done(await lookFor(town.db, actor, { code: ticket.code, lookId: newId(), look: kind, asked }));
  return (await looksOn(town.db, ticket.id))[0];
}

describe('a look at a voucher', () => {
  it('shows its state and what became of its SMS, never its code; the balance only to the responsabile', async () => {
    const ticket = await opened(holder);
    const ending = voucher.slice(-3).toLowerCase();
    const seen = await look(ticket, desk, 'voucher', ending);
    expect(seen?.shown).toMatchObject({ kind: 'voucher', standing: 'usable', balanceCents: null });
    expect((await look(ticket, head, 'voucher', ending))?.shown).toMatchObject({ balanceCents: 30_000 });
    expect(JSON.stringify(await looksOn(town.db, ticket.id))).not.toContain(voucher);
  });

  it('shows nothing of anybody else’s', async () => {
    const ticket = await opened((await town.user('cittadino')).id);
    expect((await look(ticket, desk, 'voucher', voucher.slice(-3)))?.shown).toEqual({ kind: 'nothing' });
  });

  it('does not say that there is no voucher where it is not known whose to look for', async () => {
    const seen = await look(await opened(null), desk, 'voucher', voucher.slice(-3));
    expect(seen?.shown).toEqual({ kind: 'nobody' });
  });

  it('is possible once the ticket is linked to it', async () => {
    const ticket = await opened(null);
    done(await linkTicket(town.db, desk, { code: ticket.code, link: 'voucher', target: voucher }));
    expect((await look(ticket, desk, 'voucher', voucher.slice(-3)))?.shown).toMatchObject({
      kind: 'voucher',
    });
  });

  it.each([
    ['the whole code', () => voucher, 'code-ending'],
    ['nothing', () => ' ', 'required'],
    ['signs of a search', () => '%', 'code-ending'],
  ])('is refused for %s', async (_, asked, code) => {
    const ticket = await opened(holder);
    const input = { code: ticket.code, lookId: newId(), look: 'voucher', asked: asked() };
    expect(await lookFor(town.db, desk, input)).toMatchObject({
      error: { code: 'invalid', faults: [{ field: 'asked', code }] },
    });
    expect(await looksOn(town.db, ticket.id)).toEqual([]);
  });
});

describe('a look at an access', () => {
  it('shows whether it can be used and what became of its mail, the address masked', async () => {
    const [ticket, citizen] = [await opened(null), await town.user('cittadino')];
    const [user] = await town.db.select().from(users).where(eq(users.id, citizen.id));
    const username = user?.username ?? '';
    const states = async () => (await look(ticket, desk, 'access', ` ${username.toUpperCase()} `))?.shown;
    expect(await states()).toEqual({ kind: 'access', state: 'usable', mail: null });
    done(await requestRecovery(town.db, { username }));
    await town.db.update(users).set({ mustChangePassword: true }).where(eq(users.id, citizen.id));
    expect(await states()).toMatchObject({
      state: 'must-change',
      mail: { status: 'in coda', to: 'p•••@example.org' },
    });
    await town.db.update(users).set({ active: false }).where(eq(users.id, citizen.id));
    expect(await states()).toMatchObject({ state: 'suspended' });
    expect((await look(ticket, desk, 'access', 'nessuno'))?.shown).toEqual({ kind: 'nothing' });
  });
});

describe('every look', () => {
  it('is recorded with who looked and what was asked, once for each form', async () => {
    const ticket = await opened(holder);
    const input = { code: ticket.code, lookId: newId(), look: 'access', asked: 'nessuno' };
    for (let click = 0; click < 2; click++) done(await lookFor(town.db, desk, input));
    expect(await looksOn(town.db, ticket.id)).toMatchObject([{ userId: desk.id, asked: 'nessuno' }]);
  });

  it('is the desk’s alone', async () => {
    const ticket = await opened(holder);
    for (const role of ['cittadino', 'operatore', 'contactcenter', 'amministratore'] as const) {
      const input = { code: ticket.code, lookId: newId(), look: 'voucher', asked: voucher.slice(-3) };
      expect(await lookFor(town.db, await town.user(role), input)).toMatchObject({
        error: { code: 'not-found' },
      });
    }
    expect((await ticketByCode(town.db, ticket.code))?.ticket.eventNumber).toBe(1);
  });
});
