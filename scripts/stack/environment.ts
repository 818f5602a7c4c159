import path from 'node:path';
import { EnvironmentError, readEnvironment, withFiles, type Environment } from '../../env';
import { Problem } from './problem';

/** All that is outside, in its embedded default. */
export const embeddedGateways = {
  SMS_GATEWAY: 'embedded',
  MAIL_GATEWAY: 'embedded',
  FILE_STORE: 'embedded',
  VIRUS_SCAN: 'embedded',
  RESIDENT_REGISTER: 'embedded',
  ISEE_REGISTER: 'embedded',
} as const;

/**
 * What the processes of a portal in production find in their environment, where it is there to be measured or tried; all that
 * is outside is embedded.
 *
 * @param engine the address of Temporal, `host:port`
 */
export function portalEnvironment(
  { authSecret, encryptionKeys, dataDir }: { authSecret: string; encryptionKeys: string; dataDir: string },
  { url, port, engine }: { url: string; port: number; engine: string },
): Record<string, string> {
  return {
    DATABASE_URL: url,
    TEMPORAL_ADDRESS: engine,
    APP_URL: `http://localhost:${port}`,
    NEXTAUTH_URL: `http://localhost:${port}`,
    AUTH_SECRET: authSecret,
    NEXTAUTH_SECRET: authSecret,
    ENCRYPTION_KEYS: encryptionKeys,
    AUDIT_ANCHORS: path.join(dataDir, 'anchors'),
    IDENTITY_GATEWAY: 'none',
    ...embeddedGateways,
  };
}

/** The environment as the processes will read it. Throws a `Problem` that lists every wrong or missing variable. */
export function checkedEnvironment(source: Record<string, string | undefined>): Environment {
  return asProblem(() => readEnvironment(source));
}

/** Reads the variables that are kept in files into this process's environment, for its children too. */
export function takeFiles(): void {
  Object.assign(
    process.env,
    asProblem(() => withFiles(process.env)),
  );
}

function asProblem<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof EnvironmentError ? new Problem(error.message) : error;
  }
}
