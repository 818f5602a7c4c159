import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { IdentityFault } from '../../domain/identity/identity';
import { ok, refused, type Result } from '../../domain/result';

/** What makes a signed token a notice of logout and no other (OpenID Connect Back-Channel Logout 1.0, 2.4). */
const event = 'http://schemas.openid.net/event/backchannel-logout';

/**
 * Reads the notice that somebody's session ended at the gateway; it must be signed by it, for us, just now, and be no ID
 * token, which anybody who signed in holds.
 */
export async function readNotice(
  notice: string,
  { issuer, keys, audience }: { issuer: string; keys: string; audience: string },
): Promise<Result<{ issuer: string; subject: string }, IdentityFault>> {
  try {
    const { payload } = await jwtVerify(notice, createRemoteJWKSet(new URL(keys)), {
      issuer,
      audience,
      algorithms: ['RS256', 'PS256', 'ES256'],
      maxTokenAge: '2 minutes',
      clockTolerance: 10,
    });
    const events = payload['events'] as Record<string, unknown> | undefined;
    const { sub: subject } = payload;
    const isNotice = typeof events?.[event] === 'object' && !('nonce' in payload);
    return isNotice && subject ? ok({ issuer, subject }) : refused('not-trusted');
  } catch {
    return refused('not-trusted');
  }
}
