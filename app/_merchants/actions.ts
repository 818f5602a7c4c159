'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { typedValues, type FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import {
  addCashier,
  moveCashier,
  resetCashierPassword,
  switchCashier,
  type NewAccess,
} from '@/commands/merchant/cashiers';
import { changeAccount } from '@/commands/merchant/edit';
import { makeTillKey, revokeTillKey } from '@/commands/merchant/keys';
import { addShop, changeShop, closeShop, reopenShop } from '@/commands/merchant/shops';
import { addTill, renameTill, switchTill } from '@/commands/merchant/tills';
import type { Outcome } from '@/commands/transaction';
import type { Actor } from '@/domain/roles';
import { postedArea } from './area';
import { labelledFields } from './labelled-fields';
import type { DoneWord } from './parts';
import type { SecretState } from './secret-state';

interface On {
  actor: Actor;
  merchantId: string;
  /** An id that the form carries. */
  id: (name: string) => string;
  text: (name: string) => string;
}

/** Performs an act on the merchant a form was posted for, and returns to a page of its area that tells so. */
async function act(
  data: FormData,
  [done, to]: [done: DoneWord, to: string],
  perform: (on: On) => Promise<Outcome<unknown>>,
): Promise<FormState> {
  const { area, actor } = await postedArea(textOf(data, 'merchantId'));
  const state = await formAction(data, {}, async () => {
    const outcome = await perform(onOf(data, actor, area.merchantId));
    if (outcome.ok) redirect(`${area.base}${to}?fatto=${done}`);
    return outcome;
  });
  return labelledFields(state);
}

const onOf = (data: FormData, actor: Actor, merchantId: string): On => ({
  actor,
  merchantId,
  id: (name) => uuid(textOf(data, name)),
  text: (name) => textOf(data, name),
});

const shopPage = (data: FormData): string => `/negozi/${uuid(textOf(data, 'shopId'))}`;
const tillPage = (data: FormData): string => `/casse/${uuid(textOf(data, 'tillId'))}`;
const personPage = (data: FormData): string => `/persone/${uuid(textOf(data, 'userId'))}`;
const isActive = (data: FormData): boolean => textOf(data, 'active') === 'si';

export const openShop = async (_: FormState, data: FormData): Promise<FormState> =>
  act(data, ['shop-opened', shopPage(data)], ({ actor, merchantId, id }) =>
    addShop(database(), actor, { merchantId, shopId: id('shopId'), answers: typedValues(data) }),
  );

export const editShop = async (_: FormState, data: FormData): Promise<FormState> =>
  act(data, ['shop-changed', shopPage(data)], ({ actor, merchantId, id }) =>
    changeShop(database(), actor, { merchantId, shopId: id('shopId'), answers: typedValues(data) }),
  );

export const switchShop = async (_: FormState, data: FormData): Promise<FormState> =>
  act(data, [isActive(data) ? 'shop-reopened' : 'shop-closed', shopPage(data)], ({ actor, merchantId, id }) =>
    (isActive(data) ? reopenShop : closeShop)(database(), actor, { merchantId, shopId: id('shopId') }),
  );

export const openTill = async (_: FormState, data: FormData): Promise<FormState> =>
  act(data, ['till-added', tillPage(data)], ({ actor, merchantId, id, text }) =>
    addTill(database(), actor, {
      merchantId,
      shopId: id('shopId'),
      tillId: id('tillId'),
      name: text('name'),
    }),
  );

export const nameTill = async (_: FormState, data: FormData): Promise<FormState> =>
  act(data, ['till-renamed', tillPage(data)], ({ actor, merchantId, id, text }) =>
    renameTill(database(), actor, { merchantId, tillId: id('tillId'), name: text('name') }),
  );

export const stopOrStartTill = async (_: FormState, data: FormData): Promise<FormState> =>
  act(
    data,
    [isActive(data) ? 'till-restarted' : 'till-stopped', tillPage(data)],
    ({ actor, merchantId, id }) =>
      switchTill(database(), actor, { merchantId, tillId: id('tillId'), active: isActive(data) }),
  );

export const revokeKey = async (_: FormState, data: FormData): Promise<FormState> =>
  act(data, ['key-revoked', tillPage(data)], ({ actor, merchantId, id }) =>
    revokeTillKey(database(), actor, { merchantId, keyId: id('keyId') }),
  );

export const bindCashier = async (_: FormState, data: FormData): Promise<FormState> =>
  act(data, ['cashier-moved', personPage(data)], ({ actor, merchantId, id }) =>
    moveCashier(database(), actor, { merchantId, userId: id('userId'), shopId: id('shopId') }),
  );

export const stopOrStartCashier = async (_: FormState, data: FormData): Promise<FormState> =>
  act(
    data,
    [isActive(data) ? 'cashier-resumed' : 'cashier-suspended', personPage(data)],
    ({ actor, merchantId, id }) =>
      switchCashier(database(), actor, { merchantId, userId: id('userId'), active: isActive(data) }),
  );

export const saveAccount = async (_: FormState, data: FormData): Promise<FormState> =>
  act(data, ['account-changed', ''], ({ actor, merchantId }) =>
    changeAccount(database(), actor, { merchantId, answers: typedValues(data) }),
  );

/** Performs an act that answers something to be shown this once, on the page itself: it stands in no address. */
async function reveal<T>(
  data: FormData,
  page: string,
  perform: (on: On) => Promise<Outcome<T>>,
  write: (value: T) => Promise<SecretState['secret']>,
): Promise<SecretState> {
  const { area, actor } = await postedArea(textOf(data, 'merchantId'));
  let secret: SecretState['secret'];
  const state = await formAction(data, {}, async () => {
    const outcome = await perform(onOf(data, actor, area.merchantId));
    if (outcome.ok) secret = await write(outcome.value);
    return outcome;
  });
  if (secret === undefined) return labelledFields(state);
  revalidatePath(`${area.base}${page}`);
  return { ...state, secret };
}

/** "Crea una chiave": shown on the page that answers, and never again. */
export const newKey = async (_: SecretState, data: FormData): Promise<SecretState> =>
  reveal(
    data,
    tillPage(data),
    ({ actor, merchantId, id }) =>
      makeTillKey(database(), actor, { merchantId, tillId: id('tillId'), keyId: id('keyId') }),
    async ({ key }) => {
      const t = await getTranslations('merchants.keys');
      return key === null
        ? { title: t('goneTitle'), note: t('goneText'), lines: [] }
        : { title: t('madeTitle'), note: t('madeText'), lines: [{ label: t('key'), value: key }] };
    },
  );

async function writeAccess({
  username,
  temporaryPassword,
  mailedTo,
}: NewAccess): Promise<SecretState['secret']> {
  const t = await getTranslations('merchants.people');
  const name = { label: t('username'), value: username };
  if (mailedTo !== null) {
    return { title: t('mailedTitle'), note: t('mailedText', { mail: mailedTo }), lines: [name] };
  }
  if (temporaryPassword === null) return { title: t('goneTitle'), note: t('goneText'), lines: [name] };
  return {
    title: t('madeTitle'),
    note: t('madeText'),
    lines: [name, { label: t('password'), value: temporaryPassword }],
  };
}

/** "Crea l'accesso" for somebody at the counter. */
export const newCashier = async (_: SecretState, data: FormData): Promise<SecretState> =>
  reveal(
    data,
    '/persone/nuova',
    ({ actor, merchantId, id }) =>
      addCashier(database(), actor, {
        merchantId,
        shopId: id('shopId'),
        userId: id('userId'),
        answers: typedValues(data),
      }),
    writeAccess,
  );

/** "Nuova password". */
export const resetPassword = async (_: SecretState, data: FormData): Promise<SecretState> =>
  reveal(
    data,
    personPage(data),
    ({ actor, merchantId, id }) =>
      resetCashierPassword(database(), actor, { merchantId, userId: id('userId') }),
    writeAccess,
  );
