import { getTranslations } from 'next-intl/server';
import { minuteOf } from '@/app/_citizen/moments';
import { windowWords } from '@/app/_windows/words';
import { windowsWritten } from '@/domain/programme/editing/judge';
import type { Fields } from '@/domain/programme/editing/fields';
import { channels } from '@/domain/programme/rules';
import { nextWindows } from '@/domain/programme/terms';

const shown = 4;

/** The next openings of each channel by the windows of a draft, as soon as they can be read; nothing where there are none. */
export async function NextOpenings({ fields, now }: { fields: Fields; now: Date }) {
  const [t, tChannels, said] = await Promise.all([
    getTranslations('windows'),
    getTranslations('editor.options.channel'),
    windowWords(),
  ]);
  const windows = windowsWritten(fields);
  if (windows.length === 0) return null;
  return (
    <section aria-labelledby="prossime-aperture">
      <h2 id="prossime-aperture">{t('next')}</h2>
      <p>{t('nextText')}</p>
      {channels
        .filter((channel) => windows.some((window) => window.channel === channel))
        .map((channel) => (
          <div key={channel}>
            <h3>{tChannels(channel)}</h3>
            {windows
              .filter((window) => window.channel === channel && window.daily)
              .map((window) => (
                <p key={said(window)}>{said(window)}</p>
              ))}
            <ul>
              {nextWindows({ windows }, channel, now, shown).map(({ opensAt, closesAt }) => (
                <li key={opensAt}>{t('whole', { from: minuteOf(opensAt), to: minuteOf(closesAt) })}</li>
              ))}
            </ul>
          </div>
        ))}
    </section>
  );
}
