import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { minuteOf } from '@/app/_citizen/moments';
import type { Channel, ProgrammeRules } from '@/domain/programme/rules';
import { nextWindow, openWindow } from '@/domain/programme/terms';

type Props = { rules: ProgrammeRules; channel: Channel; at: Date; countdown: ReactNode };

/** Until when, or from when, the application can be sent by its channel, as it is at a moment. */
export async function WhenToSend({ rules, channel, at, countdown }: Props) {
  const t = await getTranslations('citizen.draft');
  const open = openWindow(rules, channel, at);
  const next = nextWindow(rules, channel, at);
  const closed = next ? t('notYet', { moment: minuteOf(next.opensAt) }) : t('windowClosed');
  return (
    <>
      <strong>{open ? t('until', { moment: minuteOf(open.closesAt) }) : closed}</strong> {countdown}
    </>
  );
}
