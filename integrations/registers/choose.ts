import { readFileSync } from 'node:fs';
import type { RegisterHousehold, RegisterIsee } from '../../domain/register/registers';
import { anpr } from './anpr';
import { embeddedIsee, embeddedResidents } from './embedded';
import { inpsIsee } from './inps';
import { pdnd, type PdndService } from './pdnd';
import type { IseeRegister, ResidentRegister } from './port';

/** The environment's words on registers: what was chosen, and what the choice needs (`env.ts` has seen to it). */
type Chosen = Record<'RESIDENT_REGISTER' | 'ISEE_REGISTER', string> &
  Partial<Record<Needed, string | undefined>>;

type Needed =
  | `PDND_${'TOKEN_URL' | 'AUDIENCE' | 'CLIENT_ID' | 'KEY_ID' | 'PRIVATE_KEY'}`
  | `${'ANPR' | 'INPS'}_${'URL' | 'AUDIENCE' | 'PURPOSE_ID'}`;

/** How the registers that were brought in by file are read. */
interface Files {
  household: (fiscalCode: string) => Promise<RegisterHousehold | null>;
  isee: (fiscalCode: string) => Promise<RegisterIsee | null>;
}

/** The registers that were chosen. Each service has vouchers of its own, since each is asked for a purpose of its own. */
export function registersFor(env: Chosen, files: Files): { residents: ResidentRegister; isee: IseeRegister } {
  const client = () =>
    pdnd({
      tokenUrl: env.PDND_TOKEN_URL ?? '',
      audience: env.PDND_AUDIENCE ?? '',
      clientId: env.PDND_CLIENT_ID ?? '',
      keyId: env.PDND_KEY_ID ?? '',
      privateKey: readFileSync(env.PDND_PRIVATE_KEY ?? '', 'utf8'),
    });
  const service = (name: 'ANPR' | 'INPS'): PdndService => ({
    url: env[`${name}_URL`] ?? '',
    audience: env[`${name}_AUDIENCE`] ?? '',
    purposeId: env[`${name}_PURPOSE_ID`] ?? '',
  });
  return {
    residents:
      env.RESIDENT_REGISTER === 'anpr' ? anpr(client(), service('ANPR')) : embeddedResidents(files.household),
    isee: env.ISEE_REGISTER === 'inps' ? inpsIsee(client(), service('INPS')) : embeddedIsee(files.isee),
  };
}
