import { getTranslations } from 'next-intl/server';
import { Callout } from '@/app/_ui/Callout';

const done = ['presa', 'assegnata', 'rimessa', 'approvata', 'respinta'] as const;

/** What has just been done, told on the page one returns to; an unknown word in the address tells nothing. */
export async function CaseNotice({ word }: { word: string }) {
  const [t, tRefusals] = await Promise.all([getTranslations('office.notices'), getTranslations('refusals')]);
  if (word === 'cambiata') {
    return (
      <Callout tone="danger" role="alert" title={t('notRecorded')}>
        <p>{tRefusals('act-not-allowed')}</p>
      </Callout>
    );
  }
  const known = done.find((each) => each === word);
  return known === undefined ? null : <Callout tone="success" role="status" title={t(known)} />;
}
