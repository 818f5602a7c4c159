import { v7 as newId } from 'uuid';
import { expect, it } from 'vitest';
import { checked } from '../../../integrations/files/choose';
import { uploadThingStore } from '../../../integrations/files/uploadthing';
import { uploadThingDouble, uploadThingToken } from '../../support/doubles/uploadthing';
import { fileStoreContract } from './contract';

fileStoreContract(
  'UploadThing',
  async () => {
    const service = await uploadThingDouble();
    const account = { token: uploadThingToken, url: service.address, patienceMs: 500 };
    return { store: checked(uploadThingStore(account)), service, close: () => service.close() };
  },
  true,
);

it('tells UploadThing neither a name nor whose a file is, and that it is private', async () => {
  const service = await uploadThingDouble();
  const sent = { id: newId(), mediaType: 'application/pdf' as const, bytes: Buffer.from('%PDF-') };
  await uploadThingStore({ token: uploadThingToken, url: service.address }).keep(sent);
  expect(service.files()).toMatchObject([{ customId: sent.id, name: sent.id, acl: 'private' }]);
  await service.close();
});
