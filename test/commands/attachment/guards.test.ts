import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { submitApplication } from '../../../commands/application/submit';
import { recordInspection } from '../../../commands/attachment/inspect';
import { attached, begun, keptHere } from '../../support/attach';
import { done, openTown, type Town } from '../../support/town';

let town: Town;
/** Attachments of a draft and of a sent application, by what became of them. */
let ids: Record<'arriving' | 'draft' | 'sent' | 'waiting', string>;

beforeAll(async () => {
  town = await openTown(4);
  const { slug } = await town.programme();
  const attachOne = async (send: boolean) => {
    const citizen = await town.user('cittadino');
    const applicationId = await town.draft(citizen, slug);
    const whole = () => attached(town.db, citizen, applicationId, Buffer.from('%PDF-'));
    const [accepted, waiting] = [await whole(), await whole()];
    const verdict = await keptHere(town.db, accepted.attachmentId, Buffer.from('%PDF-'));
    done(await recordInspection(town.db, { ...accepted, verdict }));
    const arriving = send ? null : await begun(town.db, citizen, applicationId, 100);
    if (send) done(await submitApplication(town.db, citizen, { applicationId }));
    return {
      accepted: accepted.attachmentId,
      waiting: waiting.attachmentId,
      arriving: arriving?.attachmentId,
    };
  };
  const [draft, sent] = [await attachOne(false), await attachOne(true)];
  ids = {
    arriving: draft.arriving ?? '',
    draft: draft.accepted,
    sent: sent.accepted,
    waiting: sent.waiting,
  };
});
afterAll(() => town.close());

/** Runs one statement on an attachment and undoes it; answers the database's refusal, or how many rows it touched. */
async function attempt(
  statement: string,
  which: keyof typeof ids,
): Promise<{ code?: string; message?: string; constraint?: string } | number> {
  const client = await town.db.$client.connect();
  try {
    await client.query('begin');
    return (await client.query(statement, statement.includes('$1') ? [ids[which]] : [])).rowCount ?? 0;
  } catch (fault) {
    return fault as Error;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const copied = `insert into attachments (id, application_id, kind, file_name, declared_bytes)
  select gen_random_uuid(), application_id, kind, file_name, declared_bytes from attachments where id = $1`;

const sentStays = { code: '23001', message: 'attachments of a sent application stay as they are' };
const staysWhatItIs = { code: '23001', message: 'an attachment stays what it is' };
const goesTogether = { code: '23001', message: 'a clean copy goes with its attachment only' };

describe('the attachments of an application', () => {
  it('come and go with the draft', async () => {
    expect(await attempt(copied, 'draft')).toBe(1);
    expect(await attempt('delete from attachments where id = $1', 'draft')).toBe(1);
  });

  it('stay as they are once it is sent', async () => {
    expect(await attempt(copied, 'sent')).toMatchObject(sentStays);
    expect(await attempt('delete from attachments where id = $1', 'sent')).toMatchObject(sentStays);
    for (const table of ['attachments', 'attachment_contents']) {
      const emptied = await attempt(`truncate ${table} cascade`, 'sent');
      expect(emptied).toMatchObject({ code: '23001' });
    }
  });

  it('are judged after that too, once', async () => {
    const judged = `update attachments set status = 'rifiutato', refusal = 'type' where id = $1`;
    expect(await attempt(judged, 'waiting')).toBe(1);
    expect(await attempt(judged, 'sent')).toMatchObject(staysWhatItIs);
    expect(await attempt(judged, 'draft')).toMatchObject(staysWhatItIs);
  });

  it.each([`kind = 'altro'`, `file_name = 'altro.pdf'`, 'application_id = gen_random_uuid()'])(
    'never take %s',
    async (change) => {
      expect(await attempt(`update attachments set ${change} where id = $1`, 'waiting')).toMatchObject(
        staysWhatItIs,
      );
    },
  );
});

describe('a clean copy', () => {
  it('never changes, and goes with its attachment only', async () => {
    const changed = `update attachment_contents set bytes = 'x' where attachment_id = $1`;
    expect(await attempt(changed, 'draft')).toMatchObject(goesTogether);
    expect(await attempt('delete from attachment_contents where attachment_id = $1', 'draft')).toMatchObject(
      goesTogether,
    );
  });
});

describe('the database', () => {
  it.each([
    ['received_bytes = 101', 'attachments_received_within_declared'],
    ['declared_bytes = 15728641', 'attachments_declared_bytes_check'],
    ['declared_bytes = 0', 'attachments_declared_bytes_check'],
    [`status = 'in controllo'`, 'attachments_judged_when_whole'],
    [`status = 'in controllo', declared_bytes = null`, 'attachments_judged_when_whole'],
    [`status = 'rifiutato', received_bytes = 100`, 'attachments_refused_with_reason'],
    [`refusal = 'type'`, 'attachments_refused_with_reason'],
    [`status = 'accettato', received_bytes = 100`, 'attachments_accepted_with_copy'],
    [`media_type = 'application/pdf'`, 'attachments_accepted_with_copy'],
  ])('refuses %s by %s', async (change, constraint) => {
    expect(await attempt(`update attachments set ${change} where id = $1`, 'arriving')).toMatchObject({
      code: '23514',
      constraint,
    });
  });

  it.each(['../isee.pdf', 'C:\\isee.pdf', 'a\nb', ''])('takes no file called %j', async (name) => {
    const written = `E'${name.replaceAll('\\', '\\\\')}'`;
    const called = copied.replace(
      'kind, file_name, declared_bytes from',
      `kind, ${written}, declared_bytes from`,
    );
    expect(await attempt(called, 'draft')).toMatchObject({
      code: '23514',
      constraint: 'attachments_file_name_check',
    });
  });
});
