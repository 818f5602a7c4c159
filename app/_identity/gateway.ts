import { environment } from '@/env';
import { identityGatewayFor } from '@/integrations/identity/choose';
import type { IdentityGateway } from '@/integrations/identity/port';

const kept = globalThis as { buoniSpesaIdentityGateway?: IdentityGateway | null };

/** The one gateway for SPID and CIE of this process, or null where none was chosen. */
export function identityGateway(): IdentityGateway | null {
  if (kept.buoniSpesaIdentityGateway === undefined) {
    kept.buoniSpesaIdentityGateway = identityGatewayFor(environment(), '/accedi/identita/ritorno');
  }
  return kept.buoniSpesaIdentityGateway;
}
