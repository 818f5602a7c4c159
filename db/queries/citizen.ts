import { and, desc, eq } from 'drizzle-orm';
import type { Phase } from '../../domain/application/phase';
import type { ApplicationStatus } from '../../domain/application/status';
import type { AccessLevel } from '../../domain/roles';
import type { Queryable } from '../client';
import { applications, programmes } from '../schema/applications';
import { listedAt, matching, type ListFilters } from './list-filters';

export interface ListedApplication {
  id: string;
  status: ApplicationStatus;
  phase: Phase | null;
  programme: string;
  familyName: string | null;
  givenName: string | null;
  listedAt: Date;
}

/**
 * The citizen's own applications, newest first ("Elenco delle richieste"); in the simplified mode those opened in it alone.
 */
export function citizenApplications(
  db: Queryable,
  citizenId: string,
  filters: ListFilters,
  level: AccessLevel = 'full',
): Promise<ListedApplication[]> {
  return db
    .select({
      id: applications.id,
      status: applications.status,
      phase: applications.phase,
      programme: programmes.name,
      familyName: applications.beneficiaryFamilyName,
      givenName: applications.beneficiaryGivenName,
      listedAt,
    })
    .from(applications)
    .innerJoin(programmes, eq(programmes.id, applications.programmeId))
    .where(and(eq(applications.citizenId, citizenId), ...ofLevel(level), ...matching(filters)))
    .orderBy(desc(applications.id));
}

const ofLevel = (level: AccessLevel) =>
  level === 'simplified' ? [eq(applications.openedLevel, 'simplified')] : [];
