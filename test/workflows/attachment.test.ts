import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownContents } from '../../commands/file/contents';
import { receivePart } from '../../commands/attachment/receive';
import { removeAttachment } from '../../commands/attachment/remove';
import { readableAttachment } from '../../db/queries/attachments';
import { attachmentParts, attachments } from '../../db/schema/attachments';
import { filesFor } from '../../integrations/files/choose';
import type { FileStore } from '../../integrations/files/port';
import { embeddedScan, type VirusScan } from '../../integrations/virus-scan';
import { attached, begun, readHere } from '../support/attach';
import { uploadThingDouble, uploadThingToken } from '../support/doubles/uploadthing';
import { eventually, startEngine, type Engine } from '../support/engine';
import { eicar, heic } from '../support/file-samples';
import { keepHistory } from '../support/histories';
import { writtenPdf } from '../support/pdf-samples';
import { done, openTown, type Town, type User } from '../support/town';

let town: Town;
let engine: Engine;
let citizen: User;
let applicationId: string;
let files: FileStore;
let service: Awaited<ReturnType<typeof uploadThingDouble>>;
let withService = false;

/** A scanner that can be put out of order. */
const scanner = {
  down: false,
  tries: 0,
  scan: (bytes: Buffer): ReturnType<VirusScan['scan']> => {
    scanner.tries++;
    return scanner.down ? Promise.reject(new Error('out of order')) : embeddedScan.scan(bytes);
  },
};

beforeAll(async () => {
  town = await openTown();
  service = await uploadThingDouble();
  const account = { UPLOADTHING_TOKEN: uploadThingToken, UPLOADTHING_URL: service.address };
  files = await filesFor({ FILE_STORE: 'uploadthing', ...account }, ownContents(town.db));
  const own = await filesFor({ FILE_STORE: 'embedded' }, ownContents(town.db));
  // Everything lies in our own database but where a test wants it with the service.
  const chosen: FileStore = { ...files, keep: (file) => (withService ? files : own).keep(file) };
  engine = await startEngine(town.db, town.url, { virusScan: scanner, files: chosen });
  citizen = await town.user('cittadino');
  applicationId = await town.draft(citizen, (await town.programme()).slug);
});
afterAll(async () => {
  await engine.stop();
  await service.close();
  await town.close();
});

const rowOf = async (id: string) =>
  (await town.db.select().from(attachments).where(eq(attachments.id, id)))[0] ?? null;

const settled = (id: string) =>
  eventually(
    () => rowOf(id),
    (row) => row?.status === 'accettato' || row?.status === 'rifiutato',
  );

describe('a file that a citizen attaches', () => {
  it('is inspected once it has arrived, and the clean copy is there to see', async () => {
    const photograph = heic();
    const reference = await begun(town.db, citizen, applicationId, photograph.length);
    const half = Math.floor(photograph.length / 2);
    const part = (offset: number, bytes: Buffer) =>
      receivePart(town.db, citizen, { ...reference, offset, bytes });
    done(await part(0, photograph.subarray(0, half)));
    done(await part(half, photograph.subarray(half)));
    expect(await settled(reference.attachmentId)).toMatchObject({
      status: 'accettato',
      mediaType: 'image/jpeg',
    });
    expect(await readableAttachment(town.db, citizen, reference)).toMatchObject({ storeKey: null });
    const kept = await readHere(town.db, reference.attachmentId);
    expect(await sharp(kept ?? undefined).metadata()).toMatchObject({
      format: 'jpeg',
      width: 64,
      height: 48,
    });
    const handle = await engine.handle('attachment', reference.attachmentId);
    await handle.result();
    await keepHistory('attachment-accepted', handle);
  });

  it('is refused with the reason where it is not what may be attached', async () => {
    const { attachmentId } = await attached(town.db, citizen, applicationId, Buffer.from('<html>'));
    expect(await settled(attachmentId)).toMatchObject({ status: 'rifiutato', refusal: 'type' });
    const infected = await attached(town.db, citizen, applicationId, eicar);
    expect(await settled(infected.attachmentId)).toMatchObject({ refusal: 'infected' });
  });

  it('waits for a scanner that is out of order, and is never let through unscanned', async () => {
    scanner.down = true;
    const before = scanner.tries;
    const { attachmentId } = await attached(town.db, citizen, applicationId, await writtenPdf());
    await eventually(
      () => Promise.resolve(scanner.tries - before),
      (tries) => tries >= 2,
    );
    expect(await rowOf(attachmentId)).toMatchObject({ status: 'in controllo' });
    // What is wrong anyway is told at once.
    const wrong = await attached(town.db, citizen, applicationId, Buffer.from('<html>'));
    expect(await settled(wrong.attachmentId)).toMatchObject({ refusal: 'type' });
    expect(await rowOf(attachmentId)).toMatchObject({ status: 'in controllo' });
    scanner.down = false;
    expect(await settled(attachmentId)).toMatchObject({ status: 'accettato' });
    const handle = await engine.handle('attachment', attachmentId);
    await handle.result();
    await keepHistory('attachment-scanned-late', handle);
  });

  it('is taken away when it is not finished, counted from when it was last touched', async () => {
    const { attachmentId } = await begun(town.db, citizen, applicationId, 100, { patience: 'PT2S' });
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    const part = { applicationId, attachmentId, offset: 0, bytes: Buffer.alloc(10) };
    done(await receivePart(town.db, citizen, part));
    const touched = Date.now();
    const handle = await engine.handle('attachment', attachmentId);
    await handle.result();
    expect(Date.now() - touched).toBeGreaterThan(1_500);
    expect(await rowOf(attachmentId)).toBeNull();
    const parts = town.db.select().from(attachmentParts);
    expect(await parts.where(eq(attachmentParts.attachmentId, attachmentId))).toEqual([]);
    await keepHistory('attachment-abandoned', handle);
  });

  it('needs nobody any more once the citizen takes it away', async () => {
    const reference = await begun(town.db, citizen, applicationId, 100);
    await eventually(
      () =>
        engine
          .handle('attachment', reference.attachmentId)
          .then((handle) => handle.describe().catch(() => null)),
      (description) => description !== null,
    );
    done(await removeAttachment(town.db, citizen, reference));
    const handle = await engine.handle('attachment', reference.attachmentId);
    await handle.result();
    await keepHistory('attachment-removed', handle);
  });

  it('may be taken away while it is inspected', async () => {
    scanner.down = true;
    const before = scanner.tries;
    const reference = await attached(town.db, citizen, applicationId, await writtenPdf());
    await eventually(
      () => Promise.resolve(scanner.tries - before),
      (tries) => tries >= 1,
    );
    done(await removeAttachment(town.db, citizen, reference));
    scanner.down = false;
    await (await engine.handle('attachment', reference.attachmentId)).result();
    expect(await rowOf(reference.attachmentId)).toBeNull();
  });

  it('waits for a store that is out of order, lies there alone, and is gone from it once taken away', async () => {
    withService = true;
    service.mood = 'busy';
    const pdf = await writtenPdf();
    const reference = await attached(town.db, citizen, applicationId, pdf);
    const { attachmentId: id } = reference;
    await eventually(
      () => Promise.resolve(service.seen.length),
      (calls) => calls > 0,
    );
    expect(await rowOf(id)).toMatchObject({ status: 'in controllo', storeKey: null });
    service.mood = null;
    const row = await settled(id);
    expect(row).toMatchObject({ status: 'accettato' });
    expect(await readHere(town.db, id)).toBeNull();
    const { storeKey = null, sha256 = null } = row ?? {};
    expect(await files.read({ id, storeKey, sha256 })).toEqual(pdf);

    service.mood = 'broken';
    done(await removeAttachment(town.db, citizen, reference));
    const removal = await eventually(
      () =>
        engine.handle('file', id).then((handle) =>
          handle.describe().then(
            () => handle,
            () => null,
          ),
        ),
      (handle) => handle !== null,
    );
    expect(service.files().length).toBe(1);
    service.mood = null;
    await removal?.result();
    expect(service.files().length).toBe(0);
    if (removal) await keepHistory('file-removed', removal);
    withService = false;
  });

  it('leaves nothing in the store where it is taken away while it is being kept', async () => {
    withService = true;
    scanner.down = true;
    const before = scanner.tries;
    const reference = await attached(town.db, citizen, applicationId, await writtenPdf());
    await eventually(
      () => Promise.resolve(scanner.tries - before),
      (tries) => tries >= 1,
    );
    // An earlier try had got as far as the store.
    await files.keep({ id: reference.attachmentId, mediaType: 'application/pdf', bytes: await writtenPdf() });
    done(await removeAttachment(town.db, citizen, reference));
    scanner.down = false;
    await (await engine.handle('attachment', reference.attachmentId)).result();
    expect(service.files().length).toBe(0);
    withService = false;
  });
});
