import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Channel, ProgrammeRules } from '@/domain/programme/rules';
import { nextChange, openWindow } from '@/domain/programme/terms';
import { Countdown } from './Countdown';
import { Turn } from './Turn';

type Props = {
  rules: ProgrammeRules;
  channel: Channel;
  now: Date;
  /** Whether a page without scripts may load itself again at the opening: only where nothing can be typed in it. */
  reloads?: boolean;
  /** Draws what holds at a moment, with the time left until it ends. */
  children: (at: Date, countdown: ReactNode) => ReactNode;
};

/** What depends on whether a channel is open: as it is now, turning by itself when the channel opens or closes. */
export async function Turning({ rules, channel, now, reloads = false, children: draw }: Props) {
  const [t, locale] = await Promise.all([getTranslations('windows'), getLocale()]);
  const change = nextChange(rules, channel, now);
  if (!change) return draw(now, null);
  const opens = openWindow(rules, channel, now) === null;
  const [from, until] = [now.toISOString(), change.toISOString()];
  const countdown = <Countdown now={from} until={until} locale={locale} sentence={t.raw('left') as string} />;
  return (
    <>
      <Turn
        now={from}
        at={until}
        before={draw(now, countdown)}
        after={draw(change, null)}
        said={t(opens ? 'opened' : 'closed')}
      />
      {reloads && opens && (
        <noscript>
          <meta httpEquiv="refresh" content={String(secondsUntil(change, now))} />
        </noscript>
      )}
    </>
  );
}

/** The whole seconds after which an instant has come. */
const secondsUntil = (instant: Date, now: Date): number =>
  Math.ceil((instant.getTime() - now.getTime()) / 1000) + 1;
