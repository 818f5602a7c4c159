import { defaultPayloadConverter } from '@temporalio/common';
import { beforeAll, describe, expect, it } from 'vitest';
import { newKey } from '../../keys/keyring';
import { sealedPayloads } from '../../keys/payloads';

beforeAll(() => {
  process.env.ENCRYPTION_KEYS = newKey('k1');
});

const roundTrip = async (payload: Parameters<typeof sealedPayloads.encode>[0][number]) => {
  const [sealed] = await sealedPayloads.encode([payload]);
  const [opened] = await sealedPayloads.decode(sealed ? [sealed] : []);
  return { sealed, opened };
};

describe('what the workflow engine keeps', () => {
  it.each([[{ id: 'RSSMRA85T10A562S' }], ['x'], [undefined], [null], [new Uint8Array([1, 2, 3])], [[]]])(
    'is opened as it was: %j',
    async (value) => {
      const payload = defaultPayloadConverter.toPayload(value);
      const { sealed, opened } = await roundTrip(payload);
      expect(Buffer.from(sealed?.data ?? []).toString('latin1')).not.toContain('RSSMRA');
      expect(opened && defaultPayloadConverter.fromPayload(opened)).toEqual(value);
    },
  );

  it('may be empty as it comes from the wire', async () => {
    const empty = { metadata: { encoding: Buffer.from('binary/null') }, data: [] as never };
    const { opened } = await roundTrip(empty);
    expect(opened && defaultPayloadConverter.fromPayload(opened)).toBeUndefined();
  });

  it('passes through what a release before left in clear', async () => {
    const payload = defaultPayloadConverter.toPayload({ id: 1 });
    expect(await sealedPayloads.decode([payload])).toEqual([payload]);
  });
});
