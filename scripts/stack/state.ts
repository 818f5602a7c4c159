import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newKey, readKeyring } from '../../keys/keyring';
import { Problem } from './problem';

const firstKey = 'k1';

/** What a data folder remembers between starts. It holds secrets, so only its owner can read it. */
export interface StackState {
  /** Signs sessions and links. */
  authSecret: string;
  /** What is kept sealed is sealed with these, the first one foremost: without them it is lost. */
  encryptionKeys: string;
  /** Passwords of the embedded PostgreSQL: its superuser, and the owner of the application's database. */
  adminPassword: string;
  ownerPassword: string;
  /** Where the cluster is, when it could not be inside the data folder. */
  cluster?: string;
  postgresPort?: number;
  temporalPort?: number;
  /** Where the demo's identity provider listens. */
  identityPort?: number;
  /** The Temporal database was ready once. */
  temporalCreated?: boolean;
}

/** Creates the data folder when it is new, with its secrets; others may pass through it but not look inside. */
export function openState(dataDir: string): StackState {
  makeFolders(dataDir);
  const file = path.join(dataDir, 'stack.json');
  if (!existsSync(file)) {
    const state = {
      authSecret: secret(),
      encryptionKeys: newKey(firstKey),
      adminPassword: secret(),
      ownerPassword: secret(),
    };
    saveState(dataDir, state);
    return state;
  }
  if (process.getuid && statSync(file).uid !== process.getuid()) {
    throw new Problem(
      `${dataDir} belongs to another user: start as that user, or give another folder with --data.`,
    );
  }
  const state = readState(file);
  if (state.encryptionKeys) return state;
  // A folder of a release that sealed nothing yet.
  const withKeys = { ...state, encryptionKeys: newKey(firstKey) };
  saveState(dataDir, withKeys);
  return withKeys;
}

/** Puts a new key before those there are: it seals from now on, the others go on opening. */
export function addKey(dataDir: string, state: StackState): void {
  const ids = readKeyring(state.encryptionKeys).ids.map((id) => Number(id.replace(/^k/, '')) || 0);
  state.encryptionKeys = `${newKey(`k${Math.max(...ids) + 1}`)},${state.encryptionKeys}`;
  saveState(dataDir, state);
}

function readState(file: string): StackState {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as StackState;
  } catch {
    throw new Problem(`${file} is damaged: restore it from a backup, or start with another --data.`);
  }
}

/** Writes the state in one piece: a crash leaves the old one or the new one. */
export function saveState(dataDir: string, state: StackState): void {
  writePrivately(path.join(dataDir, 'stack.json'), state);
}

/** Replaces a JSON file in one piece, readable by its owner only. */
export function writePrivately(file: string, content: unknown): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

function makeFolders(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
    mkdirSync(path.join(dataDir, 'logs'), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Problem(`The folder ${dataDir} cannot be used: ${(error as Error).message}.`);
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}
