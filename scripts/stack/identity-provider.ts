import { demoClient } from '../demo/identity-provider/client';
import type { Processes } from './processes';

/**
 * Starts the identity provider that plays SPID and CIE, with people made up, for the portals at the given addresses.
 *
 * @returns what the portals find in their environment
 */
export async function startIdentityProvider(
  processes: Processes,
  port: number,
  appUrls: readonly string[],
): Promise<Record<string, string>> {
  await processes.start({
    name: 'identity-provider',
    command: process.execPath,
    args: ['--import', 'tsx', 'scripts/demo/identity-provider/serve.ts', String(port), ...appUrls],
    isReady: 'message',
  });
  return {
    IDENTITY_GATEWAY: 'oidc',
    OIDC_ISSUER: `http://127.0.0.1:${port}`,
    OIDC_CLIENT_ID: demoClient.id,
    OIDC_CLIENT_SECRET: demoClient.secret,
    OIDC_SPID_PARAMETERS: 'idp_hint=spid',
    OIDC_CIE_PARAMETERS: 'idp_hint=cie',
  };
}
