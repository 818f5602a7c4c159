import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { consentAcceptances, consentTexts } from '../../db/schema/consents';
import { consentText, wholeText, type ConsentKind } from '../../domain/consent/texts';
import type { Channel } from '../../domain/programme/rules';

/**
 * Records in the caller's transaction that somebody accepted texts, word for word as the page showed them. A wording
 * is published by its first acceptance; where one under the same version stands already with other words, the database
 * refuses the acceptance.
 *
 * @param given.language of the page; the record says in which one the text really was
 * @param given.applicationId what the acceptance belongs to; left out for the access itself
 */
export async function recordAcceptance(
  tx: Queryable,
  kinds: readonly ConsentKind[],
  given: { userId: string; language: string; channel: Channel; applicationId?: string },
): Promise<void> {
  const texts = kinds.map((kind) => {
    const { version, language, ...wording } = consentText(kind, given.language);
    const body = wholeText(wording);
    return { kind, version, language, body, sha256: createHash('sha256').update(body).digest() };
  });
  await tx.insert(consentTexts).values(texts).onConflictDoNothing();
  const { userId, channel, applicationId = null } = given;
  await tx.insert(consentAcceptances).values(
    texts.map(({ kind, version, language, sha256 }) => ({
      id: newId(),
      userId,
      kind,
      version,
      language,
      sha256,
      channel,
      applicationId,
    })),
  );
}
