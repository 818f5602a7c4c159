'use server';

import { getTranslations } from 'next-intl/server';
import { notFound, redirect, RedirectType } from 'next/navigation';
import { validate } from 'uuid';
import { labelled } from '@/app/_citizen/labelled';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { addOrganisation, switchOrganisation } from '@/commands/organisation/organisations';
import { addIntermediary, switchIntermediary } from '@/commands/organisation/people';
import type { Outcome } from '@/commands/transaction';
import type { Actor } from '@/domain/roles';

const list = '/accesso/organizzazioni';

const idIn = (data: FormData, name: string): string => {
  const id = textOf(data, name);
  if (!validate(id)) notFound();
  return id;
};

/** Performs an act on the organisation that the form carries, and leads to its page. */
async function onOne(
  data: FormData,
  act: (actor: Actor, organisationId: string) => Promise<Outcome<unknown>>,
): Promise<FormState> {
  const organisationId = idIn(data, 'organisation');
  const page = `${list}/${organisationId}`;
  const actor = actorOf(await requireUser(page, 'amministratore'));
  const state = await formAction(data, {}, () => act(actor, organisationId));
  if (state.errors.length === 0) redirect(`${page}?fatto`, RedirectType.replace);
  const t = await getTranslations('organisations.fields');
  return labelled(state, (field) => (t.has(field as never) ? t(field as never) : undefined));
}

/** "Aggiungi l’organizzazione". */
export async function add(_state: FormState, data: FormData): Promise<FormState> {
  const answers = { name: textOf(data, 'name'), kind: textOf(data, 'kind') };
  return onOne(data, (actor, organisationId) =>
    addOrganisation(database(), actor, { organisationId, answers }),
  );
}

/** "Sospendi l’organizzazione" and "Riattiva l’organizzazione". */
export async function turn(_state: FormState, data: FormData): Promise<FormState> {
  const active = textOf(data, 'active') === 'si';
  return onOne(data, (actor, organisationId) =>
    switchOrganisation(database(), actor, { organisationId, active }),
  );
}

/** "Aggiungi la persona". */
export async function addPerson(_state: FormState, data: FormData): Promise<FormState> {
  const userId = idIn(data, 'user');
  const names = ['familyName', 'givenName', 'email'];
  const answers = Object.fromEntries(names.map((name) => [name, textOf(data, name)]));
  return onOne(data, (actor, organisationId) =>
    addIntermediary(database(), actor, { organisationId, userId, answers }),
  );
}

/** "Sospendi" and "Riattiva" somebody's access. */
export async function turnPerson(_state: FormState, data: FormData): Promise<FormState> {
  const [userId, active] = [idIn(data, 'user'), textOf(data, 'active') === 'si'];
  return onOne(data, (actor, organisationId) =>
    switchIntermediary(database(), actor, { organisationId, userId, active }),
  );
}
