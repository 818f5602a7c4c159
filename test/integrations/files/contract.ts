import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FileGone, StoreBusy, type FileStore, type FileToKeep } from '../../../integrations/files/port';
import type { StoreMood, uploadThingDouble } from '../../support/doubles/uploadthing';

type Double = Awaited<ReturnType<typeof uploadThingDouble>>;

/** A store, and the double of its service; none of one that is our own database. */
export interface Subject {
  store: FileStore;
  service: Double | null;
  close: () => Promise<void>;
}

const secrets = /sk_live|signature|localhost|segreto/;

/** What every store of files promises, wherever it keeps them. */
export function fileStoreContract(name: string, open: () => Promise<Subject>, fails: boolean) {
  const file = (changes: Partial<FileToKeep> = {}): FileToKeep => ({
    id: newId(),
    mediaType: 'application/pdf',
    bytes: Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7919) % 256)),
    ...changes,
  });

  describe(`a store of files, ${name}`, () => {
    let subject: Subject;
    beforeAll(async () => {
      subject = await open();
    });
    afterAll(() => subject.close());
    beforeEach(() => {
      if (subject.service) subject.service.mood = null;
    });

    const keep = async (kept: FileToKeep) => ({
      id: kept.id,
      storeKey: await subject.store.keep(kept),
      sha256: createHash('sha256').update(kept.bytes).digest(),
    });

    const faultOf = async (mood: StoreMood | null, work: () => Promise<unknown>): Promise<Error> => {
      if (subject.service) subject.service.mood = mood;
      const fault = await work().then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (subject.service) subject.service.mood = null;
      if (!(fault instanceof Error)) throw new Error('it went through');
      expect(`${fault.message} ${String(fault.cause)}`).not.toMatch(secrets);
      expect(fault.message.length).toBeLessThan(100);
      return fault;
    };

    it('gives back what it was given, byte by byte', async () => {
      const sent = file();
      const kept = await keep(sent);
      expect((await subject.store.read(kept)).equals(sent.bytes)).toBe(true);
    });

    it('keeps a file that was given twice once', async () => {
      const sent = file();
      const [first, again] = [await keep(sent), await keep(sent)];
      expect(again).toEqual(first);
      await subject.store.remove(sent.id);
      expect(await faultOf(null, () => subject.store.read(first))).toBeInstanceOf(FileGone);
    });

    it('keeps the newer of two under one id', async () => {
      const [sent, newer] = [file(), Buffer.from('drawn anew')];
      await keep(sent);
      const kept = await keep({ ...sent, bytes: newer });
      expect(await subject.store.read(kept)).toEqual(newer);
    });

    it('keeps files of the same bytes apart', async () => {
      const [one, other] = [await keep(file()), await keep(file())];
      await subject.store.remove(one.id);
      expect((await subject.store.read(other)).length).toBe(70_000);
    });

    it('takes away what is there, and minds nothing that is not', async () => {
      const kept = await keep(file());
      for (let time = 0; time < 2; time++) await subject.store.remove(kept.id);
      await subject.store.remove(newId());
      expect(await faultOf(null, () => subject.store.read(kept))).toBeInstanceOf(FileGone);
    });

    it('gives nothing that is not what was kept', async () => {
      const kept = await keep(file());
      const fault = await faultOf(null, () => subject.store.read({ ...kept, sha256: Buffer.alloc(32) }));
      expect(fault).not.toBeInstanceOf(FileGone);
    });

    if (!fails) return;

    it('left alone when the service asks for it, comes back when it says', async () => {
      const kept = await keep(file());
      for (const work of [
        () => keep(file()),
        () => subject.store.read(kept),
        () => subject.store.remove(kept.id),
      ]) {
        const fault = await faultOf('busy', work);
        expect(fault).toBeInstanceOf(StoreBusy);
        expect(fault).toMatchObject({ retryAfterMs: 7_000 });
      }
    });

    it.each<StoreMood>(['broken', 'silent', 'malformed', 'refused'])('tries again: %s', async (mood) => {
      const [kept, sent] = [await keep(file()), file()];
      for (const work of [
        () => keep(sent),
        () => subject.store.read(kept),
        () => subject.store.remove(kept.id),
      ]) {
        const fault = await faultOf(mood, work);
        expect(fault).not.toBeInstanceOf(StoreBusy);
        expect(fault).not.toBeInstanceOf(FileGone);
      }
      await keep(sent);
      expect((await subject.store.read(kept)).length).toBe(70_000);
    });

    it.each<StoreMood>(['lost-answer', 'half-kept'])('keeps a file once, whole, after: %s', async (mood) => {
      const sent = file();
      await faultOf(mood, () => keep(sent));
      const kept = await keep(sent);
      expect((await subject.store.read(kept)).equals(sent.bytes)).toBe(true);
      expect(subject.service?.files().filter(({ customId }) => customId === sent.id)).toHaveLength(1);
    });
  });
}
