import { readFileSync } from 'node:fs';
import { oidcGateway } from './oidc';
import type { IdentityGateway } from './port';

/** The environment's words on SPID and CIE (`env.ts` has seen to what the choice needs). */
interface Chosen {
  IDENTITY_GATEWAY: 'none' | 'oidc';
  APP_URL: string;
  OIDC_ISSUER?: string | undefined;
  OIDC_CLIENT_ID?: string | undefined;
  OIDC_CLIENT_SECRET?: string | undefined;
  OIDC_PRIVATE_KEY?: string | undefined;
  OIDC_KEY_ID?: string | undefined;
  OIDC_SPID_PARAMETERS?: string | undefined;
  OIDC_CIE_PARAMETERS?: string | undefined;
  OIDC_SPID_ACR: string;
  OIDC_CIE_ACR: string;
}

/** The gateway that was chosen, or null where people enter with username and password only. */
export function identityGatewayFor(env: Chosen, redirectPath: string): IdentityGateway | null {
  if (env.IDENTITY_GATEWAY === 'none') return null;
  const { OIDC_PRIVATE_KEY: keyFile, OIDC_KEY_ID: keyId = '' } = env;
  return oidcGateway({
    issuer: env.OIDC_ISSUER ?? '',
    clientId: env.OIDC_CLIENT_ID ?? '',
    proof:
      keyFile === undefined
        ? { secret: env.OIDC_CLIENT_SECRET ?? '' }
        : { key: readFileSync(keyFile, 'utf8'), keyId },
    redirectUri: new URL(redirectPath, env.APP_URL).href,
    methods: {
      spid: { acr: env.OIDC_SPID_ACR, parameters: env.OIDC_SPID_PARAMETERS ?? '' },
      cie: { acr: env.OIDC_CIE_ACR, parameters: env.OIDC_CIE_PARAMETERS ?? '' },
    },
  });
}
