import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { prepared } from '../../db/prepared';
import { consentText, wholeText, type ConsentKind, type ShownText } from '../../domain/consent/texts';
import type { Channel } from '../../domain/programme/rules';

/** Who accepted, and how. */
interface Acceptance {
  userId: string;
  /** Of the page; the record says in which one the text really was. */
  language: string;
  channel: Channel;
  /** What the acceptance belongs to; left out for the access itself. */
  applicationId?: string;
}

/**
 * Records in the caller's transaction that somebody accepted texts, word for word as the page showed them. A wording
 * is published by its first acceptance; where one under the same version stands already with other words, the database
 * refuses the acceptance.
 */
export const recordAcceptance = (
  tx: Queryable,
  kinds: readonly ConsentKind[],
  given: Acceptance,
): Promise<void> => recordAcceptances(tx, kinds, [given]);

/** The same, of several people. */
export async function recordAcceptances(
  tx: Queryable,
  kinds: readonly ConsentKind[],
  given: readonly Acceptance[],
): Promise<void> {
  const texts = new Map<string, ReturnType<typeof textToRecord>>();
  const acceptances = given.flatMap(({ userId, language, channel, applicationId = null }) =>
    kinds.map((kind) => {
      const shown = consentText(kind, language);
      const name = `${kind} ${shown.language}`;
      const text = texts.get(name) ?? textToRecord(shown);
      texts.set(name, text);
      const { body: _, ...named } = text;
      return { id: newId(), userId, ...named, channel, applicationId };
    }),
  );
  await prepared(
    tx,
    'accept-texts',
    sql`
    with published as (
      insert into consent_texts (kind, version, language, body, sha256)
      select kind, version, language, body, decode(sha256, 'hex')
      from json_to_recordset(${JSON.stringify([...texts.values()])})
        as t(kind text, version text, language text, body text, sha256 text)
      on conflict do nothing)
    insert into consent_acceptances (id, user_id, kind, version, language, sha256, channel, application_id)
    select id, "userId", kind, version, language, decode(sha256, 'hex'), channel, "applicationId"
    from json_to_recordset(${JSON.stringify(acceptances)}) as a(id uuid, "userId" uuid, kind text, version text,
      language text, sha256 text, channel text, "applicationId" uuid)`,
  );
}

function textToRecord({ kind, version, language, ...wording }: ShownText) {
  const body = wholeText(wording);
  return { kind, version, language, body, sha256: createHash('sha256').update(body).digest('hex') };
}
