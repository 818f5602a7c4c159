'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import { shopCookie, tillPlace } from '@/app/_till/place';
import { emptyTill, type TillState } from '@/app/_till/state';
import { emptyFormState, type FormState } from '@/app/_ui/form-state';
import { invalid } from '@/domain/refusal';
import { refused } from '@/domain/result';
import { merchantRoles } from '@/domain/roles';
import { environment } from '@/env';
import { counter, recordSpend, wholeBalance } from './counter';

/** What the till's form does, by the button that was pressed. Enter in a field presses the first. */
export async function till(_: TillState, data: FormData): Promise<TillState> {
  const actor = actorOf(await requireUser('/esercente', ...merchantRoles));
  switch (textOf(data, 'act')) {
    case 'restart':
      return emptyTill;
    case 'all':
      return wholeBalance(actor, data);
    case 'record': {
      const recorded = await recordSpend(actor, data);
      if ('redemptionId' in recorded) redirect(`/esercente/esito/${recorded.redemptionId}`);
      return recorded.state;
    }
    default:
      return counter(actor, data, emptyFormState);
  }
}

/** A year: a till stands where it stands. */
const keptSeconds = 365 * 24 * 60 * 60;

/** "Usa questo negozio": this device stands in it from now on. */
export async function chooseShop(_: FormState, data: FormData): Promise<FormState> {
  const place = await tillPlace(await requireUser('/esercente', ...merchantRoles));
  const shop = place?.shops.find(({ id }) => id === textOf(data, 'shopId'));
  return formAction(data, {}, async () => {
    if (!shop) return refused(invalid('shopId', 'choice'));
    (await cookies()).set(shopCookie, shop.id, {
      httpOnly: true,
      sameSite: 'lax',
      secure: environment().APP_URL.startsWith('https:'),
      path: '/esercente',
      maxAge: keptSeconds,
    });
    redirect('/esercente');
  });
}
