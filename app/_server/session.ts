import type { Role } from '@/domain/roles';

/** The signed-in person as pages see them. */
export type SessionUser = {
  id: string;
  username: string;
  givenName: string;
  familyName: string;
  role: Role;
  mustChangePassword: boolean;
};

/** Who is asking, or null for a visitor. */
export async function currentUser(): Promise<SessionUser | null> {
  return null;
}
