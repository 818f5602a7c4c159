import { officeRoles, type Role } from '@/domain/roles';

/** Who sees to messages that did not arrive (`message.follow-up`). */
export const followUpRoles = ['supporto', ...officeRoles] as const satisfies readonly Role[];

/** Who reads the texts that go out (`message.preview`). */
export const previewRoles = [...officeRoles, 'amministratore'] as const satisfies readonly Role[];
