import type { RegisterName, RegisterSource } from '../domain/register/registers';
import type { AccessEventKind } from '../domain/second-factor';
import type { SessionMethod } from '../domain/session';

/** How somebody signed in, as the page of one's own access says it; a test compares the two. */
export const methodWords: Record<SessionMethod, string> = {
  password: 'Con username e password',
  spid: 'Con SPID',
  cie: 'Con la carta d’identità',
  cns: 'Con la tessera CNS',
  pin: 'Con il PIN',
};

/** What changed in somebody's access. */
export const changeWords: Record<AccessEventKind, string> = {
  'password-changed': 'Password cambiata',
  'password-recovered': 'Password scelta di nuovo con il link',
  'session-ended': 'Accesso chiuso su un dispositivo',
  'sessions-ended': 'Accesso chiuso su tutti i dispositivi',
  'totp-added': 'App per i codici aggiunta',
  'totp-removed': 'App per i codici tolta',
  'passkey-added': 'Passkey aggiunta',
  'passkey-removed': 'Passkey tolta',
  'recovery-codes-made': 'Codici di riserva creati',
  'recovery-code-used': 'Codice di riserva usato',
  'second-factor-reset': 'Secondo passaggio tolto dall’ufficio',
};

export const registerWords: Record<RegisterName, string> = {
  anagrafe: 'Anagrafe',
  isee: 'ISEE',
};

/** Who answered for a register. */
export const sourceWords: Record<RegisterSource, string> = {
  archivio: 'elenco del Comune',
  anpr: 'ANPR',
  inps: 'INPS',
};
