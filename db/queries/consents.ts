import { and, asc, eq } from 'drizzle-orm';
import type { Queryable } from '../client';
import { consentAcceptances, consentTexts } from '../schema/consents';

/** The texts accepted for an application, each with its words as they were shown, oldest first. */
export const acceptancesFor = (db: Queryable, applicationId: string) =>
  db
    .select({
      kind: consentAcceptances.kind,
      version: consentAcceptances.version,
      language: consentAcceptances.language,
      acceptedAt: consentAcceptances.acceptedAt,
      body: consentTexts.body,
    })
    .from(consentAcceptances)
    .innerJoin(
      consentTexts,
      and(
        eq(consentTexts.kind, consentAcceptances.kind),
        eq(consentTexts.version, consentAcceptances.version),
        eq(consentTexts.language, consentAcceptances.language),
      ),
    )
    .where(eq(consentAcceptances.applicationId, applicationId))
    .orderBy(asc(consentAcceptances.acceptedAt));
