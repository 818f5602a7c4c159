import type { passkeyCreation, passkeyRequest } from '@/commands/access/second-factor/passkeys';

export type CreationOptions = Awaited<ReturnType<typeof passkeyCreation>>;
export type RequestOptions = Awaited<ReturnType<typeof passkeyRequest>>;
