import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownContents } from '../../../commands/file/contents';
import { checked, filesFor } from '../../../integrations/files/choose';
import { embeddedStore } from '../../../integrations/files/embedded';
import { fileStoreContract } from '../../integrations/files/contract';
import { uploadThingDouble, uploadThingToken } from '../../support/doubles/uploadthing';
import { openTown, type Town } from '../../support/town';

fileStoreContract(
  'our own database',
  async () => {
    const town = await openTown(2);
    return { store: checked(embeddedStore(ownContents(town.db))), service: null, close: () => town.close() };
  },
  false,
);

describe('the store of files', () => {
  let service: Awaited<ReturnType<typeof uploadThingDouble>>;
  let town: Town;
  beforeAll(async () => {
    [service, town] = [await uploadThingDouble(), await openTown(2)];
  });
  afterAll(async () => {
    await service.close();
    await town.close();
  });
  const bytes = Buffer.from('%PDF-');
  const file = () => ({ id: newId(), mediaType: 'application/pdf' as const, bytes });

  it('holds files of before the choice where they were put, and new ones where they are wanted', async () => {
    const contents = ownContents(town.db);
    const account = { UPLOADTHING_TOKEN: uploadThingToken, UPLOADTHING_URL: service.address };
    const before = await filesFor({ FILE_STORE: 'embedded', ...account }, contents);
    const after = await filesFor({ FILE_STORE: 'uploadthing', ...account }, contents);
    const [old, fresh] = [file(), file()];
    const keys = [await before.keep(old), await after.keep(fresh)];
    expect(keys).toEqual([null, expect.stringMatching(/^uploadthing:/)]);
    for (const store of [before, after]) {
      expect(await store.read({ id: old.id, storeKey: keys[0] ?? null, sha256: null })).toEqual(bytes);
      expect(await store.read({ id: fresh.id, storeKey: keys[1] ?? null, sha256: null })).toEqual(bytes);
    }
    for (const { id } of [old, fresh]) await before.remove(id);
    expect(await contents.read(old.id)).toBeNull();
    expect(service.files().some(({ customId }) => customId === fresh.id)).toBe(false);
  });
});
