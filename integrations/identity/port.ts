import type { Identity, IdentityFault, IdentityMethod } from '../../domain/identity/identity';
import type { Result } from '../../domain/result';

/** The methods a gateway opens with. The CNS needs none: the card is read by our own reverse proxy. */
export type GatewayMethod = Exclude<IdentityMethod, 'cns'>;

/** What ties the answer to the browser that asked: kept there, unreadable, until the person is back. */
export interface Pending {
  method: GatewayMethod;
  state: string;
  nonce: string;
  /** Of PKCE (RFC 7636). */
  verifier: string;
}

/** Somebody proved who they are; `idToken` names their session at the gateway when they leave. */
export interface Proven {
  identity: Identity;
  idToken: string | null;
}

/**
 * Port to whoever proves identities with SPID and CIE. Behind it stands a gateway that speaks OpenID Connect; one that
 * speaks SAML 2.0 would implement the same verbs (`state` as RelayState, `nonce` as the request's ID).
 */
export interface IdentityGateway {
  /** Where to send the person, and what to keep until they are back; `unreachable` where nobody answers. */
  begin: (method: GatewayMethod) => Promise<Result<{ address: string; pending: Pending }, IdentityFault>>;
  /**
   * Who came back.
   *
   * @param address at which the person came back, with the gateway's answer in its query
   */
  finish: (pending: Pending, address: URL) => Promise<Result<Proven, IdentityFault>>;
  /** Where the person leaves the gateway too, or null where it has no such place. */
  end: (idToken: string | null, returnTo: string) => Promise<string | null>;
  /**
   * Whose session ended at the gateway, as it says by itself (OpenID Connect Back-Channel Logout).
   *
   * @param notice the signed token of its call
   */
  ended: (notice: string) => Promise<Result<{ issuer: string; subject: string }, IdentityFault>>;
}
