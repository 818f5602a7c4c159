import { getTranslations } from 'next-intl/server';
import { minuteOf } from '@/app/_citizen/moments';
import type { Channel, ProgrammeRules } from '@/domain/programme/rules';
import { nextWindow, openWindow } from '@/domain/programme/terms';

/** Until when, or from when, the application can be sent by its channel. */
export async function WhenToSend({ rules, channel }: { rules: ProgrammeRules; channel: Channel }) {
  const t = await getTranslations('citizen.draft');
  const now = new Date();
  const open = openWindow(rules, channel, now);
  if (open) return <strong>{t('until', { moment: minuteOf(open.closesAt) })}</strong>;
  const next = nextWindow(rules, channel, now);
  return <strong>{next ? t('notYet', { moment: minuteOf(next.opensAt) }) : t('windowClosed')}</strong>;
}
