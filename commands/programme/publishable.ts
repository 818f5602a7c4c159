import { and, eq, ne, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { programmes } from '../../db/schema/applications';
import type { Identity } from '../../domain/programme/editing/document.schema';
import { judgeDraft } from '../../domain/programme/editing/judge';
import type { ProgrammeRules } from '../../domain/programme/rules';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Outcome } from '../transaction';
import type { HeldProgramme, ProgrammeDraft } from './hold';

/** A draft as its page was read: another version in between is refused. */
export interface ReadDraft {
  programmeId: string;
  version: number;
}

/**
 * The draft, if it is still the one that was read.
 *
 * Refusals: `programme-closed`, `act-not-allowed` (published or discarded meanwhile), `stale-version`.
 */
export function asRead({ programme, draft }: HeldProgramme, { version }: ReadDraft): Outcome<ProgrammeDraft> {
  if (programme.status === 'chiuso') return refused({ code: 'programme-closed' });
  if (!draft) return refused({ code: 'act-not-allowed' });
  return draft.version === version ? ok(draft) : refused({ code: 'stale-version', version: draft.version });
}

/**
 * The draft as rules and identity, if nothing is wrong with it and its address is its own.
 *
 * Refusal: `invalid` by field.
 */
export async function publishable(
  tx: Queryable,
  { programme, circumstances }: HeldProgramme,
  { fields }: ProgrammeDraft,
): Promise<Outcome<{ rules: ProgrammeRules; identity: Identity }>> {
  const { rules, identity, faults } = judgeDraft(fields, circumstances);
  if (!rules || !identity || faults.length > 0) return refused({ code: 'invalid', faults });
  if (programme.status !== 'bozza' && identity.slug !== programme.slug) {
    return refused(invalid('slug', 'slug-fixed'));
  }
  // Two programmes published at once under one address wait for each other here.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`programme-slug:${identity.slug}`}))`);
  const [other] = await tx
    .select({ id: programmes.id })
    .from(programmes)
    .where(and(eq(programmes.slug, identity.slug), ne(programmes.id, programme.id)));
  return other ? refused(invalid('slug', 'slug-taken')) : ok({ rules, identity });
}
