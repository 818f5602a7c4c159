import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { DrawNote } from '@/app/_open/DrawNote';
import { database } from '@/app/_server/database';
import { Callout } from '@/app/_ui/Callout';
import { drawBehind } from '@/db/queries/draws';
import { placeInList, waitEnded } from '@/db/queries/waiting-list';

/** The application is accepted and waits for money: what that means, and where it stands. Nothing is promised. */
export async function Waits({ applicationId }: { applicationId: string }) {
  const [t, place, drawn] = await Promise.all([
    getTranslations('budget.wait'),
    placeInList(database(), applicationId),
    drawBehind(database(), applicationId),
  ]);
  return (
    <Callout title={t('title')}>
      <p>{t('merits')}</p>
      <p>{t('next')}</p>
      <p>
        {t('notSure')} {place && t('place', { number: place.number, of: place.of })}
      </p>
      {drawn && <DrawNote {...drawn} waits />}
    </Callout>
  );
}

/** Why an application was closed: its wait ended with the programme, or else what its children say. */
export async function WaitEnded({ applicationId, children }: { applicationId: string; children: ReactNode }) {
  const [t, ended] = await Promise.all([
    getTranslations('budget.wait'),
    waitEnded(database(), applicationId),
  ]);
  return <Callout>{ended ? <p>{t('ended')}</p> : children}</Callout>;
}
