'use server';

import { getTranslations } from 'next-intl/server';
import { notFound, redirect, RedirectType } from 'next/navigation';
import { validate } from 'uuid';
import { labelled } from '@/app/_citizen/labelled';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { addStaff, switchStaff } from '@/commands/staff/people';
import type { Outcome } from '@/commands/transaction';
import type { Actor } from '@/domain/roles';

const page = '/accesso/personale';

/** Performs an act on the person that the form carries, and leads back to the list. */
async function onOne(
  data: FormData,
  act: (actor: Actor, userId: string) => Promise<Outcome<unknown>>,
): Promise<FormState> {
  const userId = textOf(data, 'user');
  if (!validate(userId)) notFound();
  const actor = actorOf(await requireUser(page, 'amministratore'));
  const state = await formAction(data, {}, () => act(actor, userId));
  if (state.errors.length === 0) redirect(`${page}?fatto`, RedirectType.replace);
  const t = await getTranslations('staff.fields');
  return labelled(state, (field) => (t.has(field as never) ? t(field as never) : undefined));
}

/** "Aggiungi la persona". */
export async function add(_state: FormState, data: FormData): Promise<FormState> {
  const names = ['familyName', 'givenName', 'email', 'role'];
  const answers = Object.fromEntries(names.map((name) => [name, textOf(data, name)]));
  return onOne(data, (actor, userId) => addStaff(database(), actor, { userId, answers }));
}

/** "Sospendi" and "Riattiva" somebody's access. */
export async function turn(_state: FormState, data: FormData): Promise<FormState> {
  const active = textOf(data, 'active') === 'si';
  return onOne(data, (actor, userId) => switchStaff(database(), actor, { userId, active }));
}
