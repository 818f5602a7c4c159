import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../client';
import { applications, programmes } from '../../schema/applications';

/** What a page is about, as far as whoever asks for help from it may be known by it. */
export interface PageContext {
  applicationId: string | null;
  programmeId: string | null;
  /** Name of the service. */
  service: string | null;
  /** `11625/2021`, of an application that was sent. */
  registration: string | null;
}

const nothing: PageContext = { applicationId: null, programmeId: null, service: null, registration: null };

const idInPath = /^\/domande\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/|$)/i;
const slugInPath = /^\/domande\/nuova\/([\w-]{1,100})(?:\/|$)/;

/**
 * The service and the application of the page help was asked from. An application is told only to its own citizen: to
 * anybody else its address says nothing.
 */
export async function pageContext(
  db: Queryable,
  page: string | null,
  userId: string | null,
): Promise<PageContext> {
  const id = idInPath.exec(page ?? '')?.[1];
  const slug = slugInPath.exec(page ?? '')?.[1];
  if (slug !== undefined) {
    const [programme] = await db.select().from(programmes).where(eq(programmes.slug, slug));
    return programme ? { ...nothing, programmeId: programme.id, service: programme.name } : nothing;
  }
  if (id === undefined || userId === null) return nothing;
  const [own] = await db
    .select({ application: applications, service: programmes.name })
    .from(applications)
    .innerJoin(programmes, eq(programmes.id, applications.programmeId))
    .where(and(eq(applications.id, id), eq(applications.citizenId, userId)));
  if (!own) return nothing;
  const { id: applicationId, programmeId, registrationNumber, registrationYear } = own.application;
  const registration = registrationNumber === null ? null : `${registrationNumber}/${registrationYear}`;
  return { applicationId, programmeId, service: own.service, registration };
}
