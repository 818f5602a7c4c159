import { getTranslations } from 'next-intl/server';
import { currentUser } from '@/app/_server/session';
import type { Kept } from './attach';
import { KeptDraft } from './KeptDraft';
import type { KeptWords } from './words';

/**
 * Saves by itself what is typed in the form around it. Only its words travel to the browser, not the catalogue. The form
 * has a hidden field `base`, an element with `data-autosave-notices` near its top, and `data-autosave="off"` around
 * fields that are saved by hand alone.
 */
export async function Autosave(kept: Omit<Kept, 'userId'>) {
  const [t, user] = await Promise.all([getTranslations('autosave'), currentUser()]);
  if (!user) return null;
  const words: KeptWords = {
    saved: t.raw('saved') as string,
    offline: t('offline'),
    offlineOpen: t('offlineOpen'),
    unreachable: t('unreachable'),
    unreachableOpen: t('unreachableOpen'),
    expired: t('expired'),
    expiredOpen: t('expiredOpen'),
    signIn: t('signIn'),
    noNetwork: t('noNetwork'),
    sent: t('sent'),
    openSent: t('openSent'),
    outOfHands: t('outOfHands'),
    openWhy: t('openWhy'),
    gone: t('gone'),
    openList: t('openList'),
    found: t.raw('found') as string,
    foundOn: t.raw('foundOn') as string,
    fine: t('fine'),
    discard: t('discard'),
    disputed: t('disputed'),
    see: t('see'),
    decide: t('decide'),
    here: t.raw('here') as string,
    elsewhere: t.raw('elsewhere') as string,
    refused: t('refused'),
    yes: t('yes'),
    no: t('no'),
    empty: t('empty'),
  };
  return <KeptDraft {...kept} userId={user.id} words={words} />;
}
