import path from 'node:path';
import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { keyring } from './own';

const { Payload: wire } = temporal.api.common.v1;

const encoding = 'binary/encrypted';
const keyIdName = 'encryption-key-id';
const boundTo = 'temporal payload';

/**
 * Seals what the workflow engine keeps: arguments, results, signals, and the words of failures. What was written in clear,
 * as by a release before this one, is passed through.
 */
export const sealedPayloads: PayloadCodec = {
  encode: (payloads) => Promise.resolve(payloads.map(seal)),
  decode: (payloads) => Promise.resolve(payloads.map(open)),
};

function seal(payload: Payload): Payload {
  const ring = keyring();
  return {
    metadata: { encoding: Buffer.from(encoding), [keyIdName]: Buffer.from(ring.current) },
    data: ring.seal('payload', wire.encode(payload).finish(), boundTo),
  };
}

function open(payload: Payload): Payload {
  const { metadata, data } = payload;
  if (Buffer.from(metadata?.encoding ?? []).toString() !== encoding) return payload;
  const keyId = Buffer.from(metadata?.[keyIdName] ?? []).toString();
  return wire.decode(keyring().open('payload', keyId, data ?? new Uint8Array(), boundTo));
}

/** How every client and worker of the engine writes and reads. Failures hide their message and stack in a payload. */
export const dataConverter: DataConverter = {
  payloadCodecs: [sealedPayloads],
  failureConverterPath: path.resolve('keys/failure-converter.cjs'),
};
