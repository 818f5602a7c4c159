import path from 'node:path';
import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common';
import { keyring } from './own';

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
    data: ring.seal('payload', pack(payload), boundTo),
  };
}

function open(payload: Payload): Payload {
  const { metadata, data } = payload;
  if (Buffer.from(metadata?.encoding ?? []).toString() !== encoding) return payload;
  const keyId = Buffer.from(metadata?.[keyIdName] ?? []).toString();
  return unpack(keyring().open('payload', keyId, data ?? new Uint8Array(), boundTo));
}

/** A payload as bytes: a line of JSON with what it says of itself, then its data. */
function pack({ metadata, data }: Payload): Buffer {
  const described = Object.entries(metadata ?? {}).map(([name, value]) => [
    name,
    Buffer.from(value).toString('base64'),
  ]);
  return Buffer.concat([
    Buffer.from(`${JSON.stringify(Object.fromEntries(described))}\n`),
    // What is empty comes from the wire as a list without numbers.
    Buffer.from(data ?? []),
  ]);
}

function unpack(bytes: Buffer): Payload {
  const end = bytes.indexOf('\n');
  const described = JSON.parse(bytes.subarray(0, end).toString('utf8')) as Record<string, string>;
  const metadata = Object.entries(described).map(([name, value]) => [name, Buffer.from(value, 'base64')]);
  return { metadata: Object.fromEntries(metadata), data: bytes.subarray(end + 1) };
}

/** How every client and worker of the engine writes and reads. Failures hide their message and stack in a payload. */
export const dataConverter: DataConverter = {
  payloadCodecs: [sealedPayloads],
  failureConverterPath: path.resolve('keys/failure-converter.cjs'),
};
