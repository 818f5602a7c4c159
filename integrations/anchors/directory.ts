import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { anchorWords, type Anchor, type AnchorPlace, type ReadAnchor } from '../../domain/audit/anchor';

/**
 * Anchors in a folder: a line each in `anchors.txt`, with an Ed25519 signature. The pair of keys is made at the first; who
 * has `public.pem` can check a copy of the lines without anything else. The folder should be on a disk of its own, or one
 * that only grows.
 */
export function anchorDirectory(directory: string): AnchorPlace {
  const lines = path.join(directory, 'anchors.txt');
  return {
    write: async (anchor) => {
      const words = anchorWords(anchor);
      const signature = sign(null, Buffer.from(words), await signingKey(directory)).toString('base64');
      await appendFile(lines, `${words} ${signature}\n`, { mode: 0o640, flush: true });
    },
    read: async () => {
      const text = await readIfThere(lines);
      const key = await readIfThere(path.join(directory, 'public.pem'));
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => readLine(line, key));
    },
    setAside: async (sequences) => {
      const isAside = (line: string): boolean => sequences.includes(readLine(line, '').sequence);
      const all = (await readIfThere(lines)).split('\n').filter((line) => line !== '');
      const textOf = (some: string[]): string => some.map((line) => `${line}\n`).join('');
      // First beside, then away: a crash between the two leaves a line in both places.
      await appendFile(path.join(directory, 'anchors-set-aside.txt'), textOf(all.filter(isAside)), {
        flush: true,
      });
      await writeFile(`${lines}.draft`, textOf(all.filter((line) => !isAside(line))), {
        mode: 0o640,
        flush: true,
      });
      await rename(`${lines}.draft`, lines);
    },
  };
}

function readLine(line: string, key: string): ReadAnchor {
  const [at = '', sequence = '', hash = '', signature = ''] = line.split(' ');
  const anchor: Anchor = { at, sequence: Number(sequence), hash };
  const signed =
    key !== '' &&
    verify(null, Buffer.from(anchorWords(anchor)), createPublicKey(key), Buffer.from(signature, 'base64'));
  return { ...anchor, signed };
}

async function signingKey(directory: string) {
  const file = path.join(directory, 'private.pem');
  const found = await readIfThere(file);
  if (found !== '') return createPrivateKey(found);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  await mkdir(directory, { recursive: true });
  await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  await writeFile(path.join(directory, 'public.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
  return privateKey;
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw fault;
  }
}
