import { ente } from '@/ente';
import { environment } from '@/env';
import type { Site } from '@/commands/access/second-factor/passkeys';

/** The site that passkeys are made for. */
export const site = (): Site => ({ origin: new URL(environment().APP_URL).origin, name: ente.name });
