import { and, count, eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { savedViews } from '../../db/schema/office';
import { may } from '../../domain/permissions';
import { invalid } from '../../domain/refusal';
import { ok, refused, type Result } from '../../domain/result';
import type { Refusal } from '../../domain/refusal';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';

/** Each list that is kept is counted on the page: there are not more than can be counted at a glance. */
export const mostViews = 12;
export const viewNameLimit = 60;
const queryLimit = 1000;

/**
 * Keeps a list by name for the person who asks; under a name they have already, the new one takes its place.
 *
 * Refusals: `forbidden` (not of the office); `invalid` at `name` (empty, too long, or too many kept already).
 */
export function saveView(
  db: Queryable,
  actor: Actor,
  input: { name: string; query: string },
): Promise<Outcome<{ viewId: string }>> {
  return transact(db, async (tx) => {
    const owner = ownerOf(actor);
    if (!owner.ok) return owner;
    const name = input.name.trim();
    const fault = nameFault(name);
    if (fault) return refused(fault);
    if (input.query.length > queryLimit) return refused(invalid('name', 'too-long'));
    const [kept] = await tx
      .insert(savedViews)
      .values({ id: newId(), userId: owner.value, name, query: input.query })
      .onConflictDoUpdate({ target: [savedViews.userId, savedViews.name], set: { query: input.query } })
      .returning({ id: savedViews.id });
    const [all] = await tx
      .select({ count: count() })
      .from(savedViews)
      .where(eq(savedViews.userId, owner.value));
    if (!kept || (all?.count ?? 0) > mostViews)
      return refused(invalid('name', 'too-many-views', { most: mostViews }));
    return ok({ viewId: kept.id });
  });
}

/** Gives a kept list another name. Refusals: `not-found` (not the actor's own); `invalid` at `name` (also: taken). */
export function renameView(
  db: Queryable,
  actor: Actor,
  input: { viewId: string; name: string },
): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const owner = ownerOf(actor);
    if (!owner.ok) return owner;
    const name = input.name.trim();
    const fault = nameFault(name);
    if (fault) return refused(fault);
    const own = and(eq(savedViews.userId, owner.value), eq(savedViews.name, name));
    const [taken] = await tx.select({ id: savedViews.id }).from(savedViews).where(own);
    if (taken && taken.id !== input.viewId) return refused(invalid('name', 'view-name-taken'));
    const renamed = await tx
      .update(savedViews)
      .set({ name })
      .where(and(eq(savedViews.id, input.viewId), eq(savedViews.userId, owner.value)))
      .returning({ id: savedViews.id });
    return renamed.length === 1 ? ok(null) : refused({ code: 'not-found' });
  });
}

/** Forgets a kept list. Refusals: `not-found` (not the actor's own). */
export function removeView(db: Queryable, actor: Actor, input: { viewId: string }): Promise<Outcome<null>> {
  return transact(db, async (tx) => {
    const owner = ownerOf(actor);
    if (!owner.ok) return owner;
    const removed = await tx
      .delete(savedViews)
      .where(and(eq(savedViews.id, input.viewId), eq(savedViews.userId, owner.value)))
      .returning({ id: savedViews.id });
    return removed.length === 1 ? ok(null) : refused({ code: 'not-found' });
  });
}

function ownerOf(actor: Actor): Result<string, Refusal> {
  return actor.kind === 'user' && may(actor, 'view.save', false)
    ? ok(actor.id)
    : refused({ code: 'forbidden' });
}

function nameFault(name: string): Refusal | null {
  if (name === '') return invalid('name', 'required');
  return name.length > viewNameLimit ? invalid('name', 'too-long') : null;
}
