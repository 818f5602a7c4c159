import { createHash, randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeApplication } from '../../../commands/application/close';
import { submitApplication } from '../../../commands/application/submit';
import { abandonAttachment } from '../../../commands/attachment/abandon';
import { beginAttachment } from '../../../commands/attachment/begin';
import { fileToInspect, recordInspection } from '../../../commands/attachment/inspect';
import { receivePart } from '../../../commands/attachment/receive';
import { removeAttachment } from '../../../commands/attachment/remove';
import { attachmentsOn, readableAttachment, readableAttachments } from '../../../db/queries/attachments';
import { attachmentParts, attachments } from '../../../db/schema/attachments';
import { outbox } from '../../../db/schema/delivery';
import { applicationLimits, byteLimits, longestFile } from '../../../domain/attachment/limits';
import type { Judged } from '../../../domain/attachment/verdict';
import { attached, begun, keptHere, readHere } from '../../support/attach';
import { atOnce, tally } from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let slug: string;
let citizen: User;
let applicationId: string;

beforeAll(async () => {
  town = await openTown(20);
  ({ slug } = await town.programme());
  citizen = await town.user('cittadino');
  applicationId = await town.draft(citizen, slug);
});
afterAll(() => town.close());

const someFile = (length = 1_000): Buffer => randomBytes(length);
const refusedWith = (code: string) => ({ ok: false, error: { code } });
const refusedFor = (code: string) => ({ ok: false, error: { code: 'invalid', faults: [{ code }] } });

const rowOf = async (id: string) =>
  (await town.db.select().from(attachments).where(eq(attachments.id, id)))[0] ?? null;

const partsOf = (id: string) =>
  town.db.select().from(attachmentParts).where(eq(attachmentParts.attachmentId, id));

const toldOf = async (id: string) =>
  (await town.db.select().from(outbox).where(eq(outbox.businessId, id)).orderBy(outbox.number)).map(
    ({ process, number, event }) => [process, number, event.kind],
  );

const accept = async (attachmentId: string, bytes = someFile()) =>
  recordInspection(town.db, { attachmentId, verdict: await keptHere(town.db, attachmentId, bytes) });

/** A citizen of its own, with a draft. */
async function another(programme = slug): Promise<{ owner: User; draft: string }> {
  const owner = await town.user('cittadino');
  return { owner, draft: await town.draft(owner, programme) };
}

describe('attaching a file', () => {
  const begin = (
    file: Partial<Parameters<typeof beginAttachment>[2]> = {},
    actor: Parameters<typeof beginAttachment>[1] = citizen,
  ) =>
    beginAttachment(town.db, actor, {
      applicationId,
      attachmentId: newId(),
      kind: 'isee',
      fileName: 'isee.pdf',
      declaredBytes: 1_000,
      ...file,
    });

  it('begins with its kind, its name without path and its length, and is told', async () => {
    const attachmentId = newId();
    done(await begin({ attachmentId, fileName: 'C:\\Foto\\isee\u202E.pdf', kind: 'delega' }));
    expect(await rowOf(attachmentId)).toMatchObject({
      applicationId,
      kind: 'delega',
      fileName: 'isee.pdf',
      declaredBytes: 1_000,
      receivedBytes: 0,
      status: 'in arrivo',
    });
    expect(await toldOf(attachmentId)).toEqual([['attachment', 1, 'begun']]);
  });

  it.each([
    ['an empty one', { declaredBytes: 0 }, 'attachment-empty'],
    ['one of negative length', { declaredBytes: -1 }, 'attachment-empty'],
    ['one too long by a byte', { declaredBytes: longestFile + 1 }, 'attachment-too-large'],
    ['one of two gigabytes', { declaredBytes: 2 ** 31 }, 'attachment-too-large'],
    ['one of no kind', { kind: '' }, 'attachment-kind'],
    ['one of an unknown kind', { kind: 'toString' }, 'attachment-kind'],
  ])('refuses %s before a byte is sent', async (_name, file, code) => {
    const attachmentId = newId();
    expect(await begin({ attachmentId, ...file })).toMatchObject(refusedFor(code));
    expect(await rowOf(attachmentId)).toBeNull();
    expect(await toldOf(attachmentId)).toEqual([]);
  });

  it('takes only the kinds the programme asks for', async () => {
    const documents = [{ kind: 'isee' as const, required: false }];
    const { owner, draft } = await another((await town.programme(rulesWith({ documents }))).slug);
    expect(await begin({ applicationId: draft, kind: 'delega' }, owner)).toMatchObject(
      refusedFor('attachment-kind'),
    );
    done(await begin({ applicationId: draft }, owner));
  });

  it('is the owner’s alone', async () => {
    const roles = ['cittadino', 'operatore', 'responsabile', 'esercente', 'supporto'] as const;
    for (const role of roles) {
      const shopId = role === 'esercente' ? (await town.shop()).merchantId : undefined;
      expect(await begin({}, await town.user(role, shopId))).toEqual(refusedWith('not-found'));
    }
  });

  it('takes so many files and no more, even at once', async () => {
    const { owner, draft } = await another();
    const outcomes = await atOnce(applicationLimits.files + 5, () =>
      begin({ applicationId: draft, declaredBytes: 1 }, owner),
    );
    expect(tally(outcomes)).toEqual({ done: applicationLimits.files, refusals: Array(5).fill('invalid') });
    expect(await begin({ applicationId: draft, declaredBytes: 1 }, owner)).toMatchObject(
      refusedFor('attachment-too-many'),
    );
  });

  it('takes so many bytes in all and no more, even at once', async () => {
    const { owner, draft } = await another();
    const fits = Math.floor(applicationLimits.bytes / byteLimits.pdf);
    const outcomes = await atOnce(fits + 3, () =>
      begin({ applicationId: draft, declaredBytes: byteLimits.pdf }, owner),
    );
    expect(tally(outcomes).done).toBe(fits);
    expect(await begin({ applicationId: draft, declaredBytes: 1 }, owner)).toMatchObject(
      refusedFor('attachment-total-too-large'),
    );
  });

  it('counts no bytes of a refused file', async () => {
    const { owner, draft } = await another();
    const full = await attached(town.db, owner, draft, someFile(10));
    await recordInspection(town.db, { ...full, verdict: { refusal: 'type' } });
    for (let left = applicationLimits.bytes; left > 0; left -= byteLimits.pdf) {
      done(await begin({ applicationId: draft, declaredBytes: byteLimits.pdf }, owner));
    }
  });
});

describe('receiving a file', () => {
  const receive = (part: Omit<Parameters<typeof receivePart>[2], 'applicationId'>, actor = citizen) =>
    receivePart(town.db, actor, { applicationId, ...part });

  it('goes on where it stopped, and with the last part goes to its inspection', async () => {
    const file = someFile(2_500);
    const { attachmentId } = await begun(town.db, citizen, applicationId, file.length);
    const part = (offset: number, end: number) =>
      receive({ attachmentId, offset, bytes: file.subarray(offset, end) });
    expect(done(await part(0, 1_000))).toEqual({ receivedBytes: 1_000, whole: false });
    expect(done(await part(1_000, 1_100))).toEqual({ receivedBytes: 1_100, whole: false });
    expect(await rowOf(attachmentId)).toMatchObject({ status: 'in arrivo', receivedBytes: 1_100 });
    expect(await fileToInspect(town.db, attachmentId)).toBe('judged');
    expect(done(await part(1_100, 2_500))).toEqual({ receivedBytes: 2_500, whole: true });
    expect(await rowOf(attachmentId)).toMatchObject({ status: 'in controllo', receivedBytes: 2_500 });
    expect(await fileToInspect(town.db, attachmentId)).toEqual(file);
    expect(await toldOf(attachmentId)).toEqual([
      ['attachment', 1, 'begun'],
      ['attachment', 2, 'received'],
    ]);
  });

  it('refuses a part that does not continue what is there, and says how far that goes', async () => {
    const file = someFile(300);
    const { attachmentId } = await begun(town.db, citizen, applicationId, file.length);
    done(await receive({ attachmentId, offset: 0, bytes: file.subarray(0, 100) }));
    for (const offset of [0, 99, 101, 300]) {
      const refusal = { ok: false, error: { code: 'wrong-offset', offset: 100 } };
      expect(await receive({ attachmentId, offset, bytes: file.subarray(0, 50) })).toEqual(refusal);
    }
    expect(await partsOf(attachmentId)).toHaveLength(1);
  });

  it('takes the same part once, however often it comes at once', async () => {
    const file = someFile(100);
    const { attachmentId } = await begun(town.db, citizen, applicationId, file.length);
    const outcomes = await atOnce(10, () => receive({ attachmentId, offset: 0, bytes: file }));
    expect(tally(outcomes)).toEqual({ done: 1, refusals: Array(9).fill('wrong-offset') });
    expect(await fileToInspect(town.db, attachmentId)).toEqual(file);
    expect(await toldOf(attachmentId)).toHaveLength(2);
  });

  it('refuses more than was declared', async () => {
    const { attachmentId } = await begun(town.db, citizen, applicationId, 100);
    expect(await receive({ attachmentId, offset: 0, bytes: someFile(101) })).toMatchObject(
      refusedFor('attachment-too-large'),
    );
  });

  it('is nobody else’s', async () => {
    const { attachmentId } = await begun(town.db, citizen, applicationId, 100);
    const { owner, draft } = await another();
    const part = { attachmentId, offset: 0, bytes: someFile(100) };
    expect(await receive(part, owner)).toEqual(refusedWith('not-found'));
    // Neither by way of an application of one's own.
    expect(await receivePart(town.db, owner, { ...part, applicationId: draft })).toEqual(
      refusedWith('not-found'),
    );
  });

  describe('of undeclared length', () => {
    it('ends when it is said to', async () => {
      const { attachmentId } = await begun(town.db, citizen, applicationId, null);
      const file = someFile(200);
      expect(done(await receive({ attachmentId, offset: 0, bytes: file }))).toMatchObject({ whole: false });
      const last = { attachmentId, offset: 200, bytes: Buffer.alloc(0), last: true };
      expect(done(await receive(last))).toEqual({ receivedBytes: 200, whole: true });
      expect(await rowOf(attachmentId)).toMatchObject({ status: 'in controllo', declaredBytes: 200 });
    });

    it('is refused when nothing came', async () => {
      const { attachmentId } = await begun(town.db, citizen, applicationId, null);
      const last = { attachmentId, offset: 0, bytes: Buffer.alloc(0), last: true };
      expect(await receive(last)).toMatchObject(refusedFor('attachment-empty'));
    });

    it('is refused as soon as it is too long', async () => {
      const { owner, draft } = await another();
      const { attachmentId } = await begun(town.db, owner, draft, null);
      const part = { applicationId: draft, attachmentId };
      done(await receivePart(town.db, owner, { ...part, offset: 0, bytes: Buffer.alloc(longestFile, 1) }));
      expect(
        await receivePart(town.db, owner, { ...part, offset: longestFile, bytes: someFile(1) }),
      ).toMatchObject(refusedFor('attachment-too-large'));
    });

    it('is refused as soon as the application would hold too much', async () => {
      const { owner, draft } = await another();
      for (let left = applicationLimits.bytes; left > 0; left -= byteLimits.pdf) {
        await begun(
          town.db,
          owner,
          draft,
          Math.min(left, byteLimits.pdf) - (left <= byteLimits.pdf ? 50 : 0),
        );
      }
      const { attachmentId } = await begun(town.db, owner, draft, null);
      const part = { applicationId: draft, attachmentId };
      done(await receivePart(town.db, owner, { ...part, offset: 0, bytes: someFile(50) }));
      expect(await receivePart(town.db, owner, { ...part, offset: 50, bytes: someFile(1) })).toMatchObject(
        refusedFor('attachment-total-too-large'),
      );
    });
  });
});

describe('the inspection', () => {
  it('leaves the clean copy with its fingerprint, and nothing of what came in', async () => {
    const { attachmentId } = await attached(town.db, citizen, applicationId, someFile());
    const clean = someFile(500);
    done(await accept(attachmentId, clean));
    expect(await rowOf(attachmentId)).toMatchObject({
      status: 'accettato',
      mediaType: 'application/pdf',
      bytes: 500,
      sha256: createHash('sha256').update(clean).digest(),
      refusal: null,
    });
    expect(await partsOf(attachmentId)).toEqual([]);
    const found = await readableAttachment(town.db, citizen, { applicationId, attachmentId });
    expect(found).toMatchObject({
      id: attachmentId,
      storeKey: null,
      sha256: createHash('sha256').update(clean).digest(),
    });
    expect(await readHere(town.db, attachmentId)).toEqual(clean);
  });

  it('leaves nothing but the reason of a refused file', async () => {
    const { attachmentId } = await attached(town.db, citizen, applicationId, someFile());
    done(await recordInspection(town.db, { attachmentId, verdict: { refusal: 'infected' } }));
    expect(await rowOf(attachmentId)).toMatchObject({
      status: 'rifiutato',
      refusal: 'infected',
      bytes: null,
    });
    expect(await partsOf(attachmentId)).toEqual([]);
    expect(await readableAttachment(town.db, citizen, { applicationId, attachmentId })).toBeNull();
  });

  it('counts once: what is recorded later changes nothing', async () => {
    const { attachmentId } = await attached(town.db, citizen, applicationId, someFile());
    const verdicts: Judged[] = [
      { refusal: 'type' },
      { clean: { mediaType: 'image/png', bytes: someFile(), storeKey: null } },
      { refusal: 'bomb' },
    ];
    for (const verdict of verdicts) done(await recordInspection(town.db, { attachmentId, verdict }));
    expect(await rowOf(attachmentId)).toMatchObject({ status: 'rifiutato', refusal: 'type' });
  });

  it('of a file that is not whole, or gone, changes nothing', async () => {
    const { attachmentId } = await begun(town.db, citizen, applicationId, 100);
    done(await accept(attachmentId));
    expect(await rowOf(attachmentId)).toMatchObject({ status: 'in arrivo' });
    done(await accept(newId()));
  });
});

describe('taking an attachment away', () => {
  const remove = (attachmentId: string, actor = citizen) =>
    removeAttachment(town.db, actor, { applicationId, attachmentId });

  it('leaves nothing of it, whatever its state, and tells only one that was still arriving', async () => {
    const arriving = await begun(town.db, citizen, applicationId, 100);
    done(await receivePart(town.db, citizen, { ...arriving, offset: 0, bytes: someFile(50) }));
    const waiting = await attached(town.db, citizen, applicationId, someFile());
    const accepted = await attached(town.db, citizen, applicationId, someFile());
    await accept(accepted.attachmentId);
    for (const { attachmentId } of [arriving, waiting, accepted]) {
      done(await remove(attachmentId));
      expect(await rowOf(attachmentId)).toBeNull();
      expect(await partsOf(attachmentId)).toEqual([]);
      expect(await readHere(town.db, attachmentId)).toBeNull();
      expect(await remove(attachmentId)).toEqual(refusedWith('not-found'));
    }
    expect((await toldOf(arriving.attachmentId)).at(-1)).toEqual(['attachment', 2, 'removed']);
    expect((await toldOf(accepted.attachmentId)).at(-1)).toEqual(['attachment', 2, 'received']);
  });

  it('is the owner’s alone', async () => {
    const { attachmentId } = await attached(town.db, citizen, applicationId, someFile());
    for (const role of ['cittadino', 'operatore'] as const) {
      expect(await remove(attachmentId, await town.user(role))).toEqual(refusedWith('not-found'));
    }
  });
});

describe('an upload that nobody finishes', () => {
  it('is taken away when it was untouched for so long, not before', async () => {
    const { attachmentId } = await begun(town.db, citizen, applicationId, 100);
    const waiting = done(await abandonAttachment(town.db, { attachmentId, patience: 'PT1H' }));
    expect(waiting.abandonAt?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    expect(await rowOf(attachmentId)).not.toBeNull();
    expect(done(await abandonAttachment(town.db, { attachmentId, patience: 'PT0S' }))).toEqual({
      abandonAt: null,
    });
    expect(await rowOf(attachmentId)).toBeNull();
    expect(done(await abandonAttachment(town.db, { attachmentId, patience: 'PT0S' }))).toEqual({
      abandonAt: null,
    });
  });

  it('that was finished meanwhile stays', async () => {
    const { attachmentId } = await attached(town.db, citizen, applicationId, someFile());
    done(await abandonAttachment(town.db, { attachmentId, patience: 'PT0S' }));
    expect(await rowOf(attachmentId)).toMatchObject({ status: 'in controllo' });
  });
});

describe('an application that is sent', () => {
  it('keeps what has arrived, loses what has not, and takes nothing more', async () => {
    const { owner, draft } = await another();
    const accepted = await attached(town.db, owner, draft, someFile());
    await accept(accepted.attachmentId);
    const waiting = await attached(town.db, owner, draft, someFile());
    const arriving = await begun(town.db, owner, draft, 100);
    done(await submitApplication(town.db, owner, { applicationId: draft }));

    const kept = (await attachmentsOn(town.db, draft)).map(({ id, status }) => [id, status]);
    expect(kept).toEqual([
      [accepted.attachmentId, 'accettato'],
      [waiting.attachmentId, 'in controllo'],
    ]);
    const locked = refusedWith('not-editable');
    expect(await removeAttachment(town.db, owner, accepted)).toEqual(locked);
    const late = { ...arriving, offset: 0, bytes: someFile(100) };
    expect(await receivePart(town.db, owner, late)).toEqual(locked);
    const more = { ...arriving, kind: 'isee', fileName: 'x', declaredBytes: 1 };
    expect(await beginAttachment(town.db, owner, more)).toEqual(locked);
    done(await accept(waiting.attachmentId));
    expect(await rowOf(waiting.attachmentId)).toMatchObject({ status: 'accettato' });
  });

  it('lacks no document it cannot be sent without', async () => {
    const documents = [
      { kind: 'isee' as const, required: true },
      { kind: 'identita' as const, required: true },
      { kind: 'altro' as const, required: false },
    ];
    const { owner, draft } = await another((await town.programme(rulesWith({ documents }))).slug);
    const missing = async () => {
      const outcome = await submitApplication(town.db, owner, { applicationId: draft });
      if (outcome.ok) return null;
      return 'faults' in outcome.error ? outcome.error.faults : outcome.error;
    };
    const lacks = (...kinds: string[]) =>
      kinds.map((kind) => ({ field: `attachments.${kind}`, code: 'document-missing' }));
    expect(await missing()).toEqual(lacks('isee', 'identita'));
    const isee = await attached(town.db, owner, draft, someFile());
    await begun(town.db, owner, draft, 100, { kind: 'identita' });
    expect(await missing()).toEqual(lacks('identita'));
    await recordInspection(town.db, { ...isee, verdict: { refusal: 'damaged' } });
    await attached(town.db, owner, draft, someFile(), 'identita');
    expect(await missing()).toEqual(lacks('isee'));
    await accept((await attached(town.db, owner, draft, someFile())).attachmentId);
    // The identity document is still being inspected: the citizen has done their part.
    expect(await missing()).toBeNull();
  });
});

describe('a draft that is discarded', () => {
  it('leaves no documents behind', async () => {
    const { owner, draft } = await another();
    await accept((await attached(town.db, owner, draft, someFile())).attachmentId);
    await attached(town.db, owner, draft, someFile());
    await begun(town.db, owner, draft, 100);
    done(await closeApplication(town.db, owner, { applicationId: draft, as: 'discarded' }));
    expect(await attachmentsOn(town.db, draft)).toEqual([]);
  });
});

describe('an attachment is read', () => {
  it('by its owner, by the office once sent, by nobody else, and not by way of another application', async () => {
    const { owner, draft } = await another();
    const reference = await attached(town.db, owner, draft, someFile());
    await accept(reference.attachmentId);
    const [operator, stranger, desk] = await Promise.all([
      town.user('operatore'),
      town.user('cittadino'),
      town.user('supporto'),
    ]);
    const readers = async () => {
      const may: string[] = [];
      for (const reader of [owner, operator, stranger, desk]) {
        const list = await readableAttachments(town.db, reader, draft);
        const content = await readableAttachment(town.db, reader, reference);
        expect(list !== null).toBe(content !== null);
        if (list) may.push(reader.id);
      }
      return may;
    };
    expect(await readers()).toEqual([owner.id]);
    done(await submitApplication(town.db, owner, { applicationId: draft }));
    expect(await readers()).toEqual([owner.id, operator.id]);
    const elsewhere = { ...reference, applicationId };
    expect(await readableAttachment(town.db, citizen, elsewhere)).toBeNull();
    expect(await readableAttachment(town.db, operator, elsewhere)).toBeNull();
  });
});
