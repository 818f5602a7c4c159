import { and, eq, ne, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { drawOf } from '../../db/queries/draws';
import { programmes } from '../../db/schema/applications';
import type { Identity } from '../../domain/programme/editing/document.schema';
import { judgeDraft } from '../../domain/programme/editing/judge';
import { fieldAt } from '../../domain/programme/editing/reading';
import { rulesPart } from '../../domain/programme/editing/sections';
import type { ProgrammeRules } from '../../domain/programme/rules';
import { lastClosing } from '../../domain/programme/terms';
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
 * Refusal: `invalid` by field. Of what was published, the address and where the draw's number comes from do not change;
 * and once the draw was made nobody applies any more, since everybody can tell which number would come first.
 */
export async function publishable(
  tx: Queryable,
  { programme, inForce, circumstances }: HeldProgramme,
  { fields }: ProgrammeDraft,
): Promise<Outcome<{ rules: ProgrammeRules; identity: Identity }>> {
  const { rules, identity, faults } = judgeDraft(fields, circumstances);
  if (!rules || !identity || faults.length > 0) return refused({ code: 'invalid', faults });
  if (programme.status !== 'bozza' && identity.slug !== programme.slug) {
    return refused(invalid('slug', 'slug-fixed'));
  }
  if (inForce && inForce.rules.drawSource !== rules.drawSource) {
    return refused(invalid('drawSource', 'draw-fixed'));
  }
  const reopens = lastClosing(rules) > circumstances.now;
  if (reopens && (await drawOf(tx, programme.id))?.made) {
    return refused(invalid(fieldAt(fields, rulesPart, '', ['windows', 0, 'closesAt']), 'window-after-draw'));
  }
  // Two programmes published at once under one address wait for each other here.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`programme-slug:${identity.slug}`}))`);
  const [other] = await tx
    .select({ id: programmes.id })
    .from(programmes)
    .where(and(eq(programmes.slug, identity.slug), ne(programmes.id, programme.id)));
  return other ? refused(invalid('slug', 'slug-taken')) : ok({ rules, identity });
}
