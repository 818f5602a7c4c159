'use server';

import { notFound, redirect, RedirectType } from 'next/navigation';
import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { draftLetter, keepLetter, markPosted } from '@/commands/pin/letter';
import { writePinLetter } from '@/documents/pin-letter';
import { may } from '@/domain/permissions';
import { officeRoles } from '@/domain/roles';
import { ente } from '@/ente';
import { environment } from '@/env';

const page = '/operatore/lettere';

/** "Prepara adesso": the letter of somebody who shows their document at the counter, before its day. */
export async function prepare(_state: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser(page, ...officeRoles);
  const pinId = textOf(data, 'pin');
  if (!validate(pinId) || !may(actorOf(user), 'pin.letter', false)) notFound();
  return formAction(data, {}, async () => {
    const letter = await draftLetter(database(), pinId);
    if (letter) {
      const sender = { letterhead: ente, url: environment().APP_URL };
      const { bytes } = await writePinLetter(letter, sender, 'it');
      const kept = await keepLetter(database(), { pinId, letter, content: bytes });
      if (!kept.ok) return kept;
    }
    redirect(`${page}?pronta`, RedirectType.replace);
  });
}

/** "Segna come spedita". */
export async function posted(_state: FormState, data: FormData): Promise<FormState> {
  const user = await requireUser(page, ...officeRoles);
  const letterId = textOf(data, 'letter');
  if (!validate(letterId)) notFound();
  return formAction(data, {}, async () => {
    const outcome = await markPosted(database(), actorOf(user), letterId);
    if (!outcome.ok) return outcome;
    redirect(`${page}?spedita`, RedirectType.replace);
  });
}
