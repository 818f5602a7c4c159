import { getLocale, getTranslations } from 'next-intl/server';
import { minuteOf } from '@/app/_citizen/moments';
import { finalClosing, openings } from '@/domain/programme/openings';
import type { SubmissionWindow } from '@/domain/programme/rules';

/** Says when a window is open: "Dal … al ….", or its hours with their days. */
export async function windowWords(): Promise<(window: SubmissionWindow) => string> {
  const [t, tDays, locale] = await Promise.all([
    getTranslations('windows'),
    getTranslations('editor.options.weekdays'),
    getLocale(),
  ]);
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return (window) => {
    const { daily } = window;
    if (!daily) return t('whole', { from: minuteOf(window.opensAt), to: minuteOf(window.closesAt) });
    const [first = window] = openings(window, new Date(window.opensAt));
    return t('hours', {
      days: daily.weekdays ? capital(list.format(daily.weekdays.map((day) => tDays(day)))) : t('everyDay'),
      opens: daily.opens,
      closes: daily.closes,
      nextDay: daily.closes > daily.opens ? 'no' : 'yes',
      from: minuteOf(first.opensAt),
      to: minuteOf(finalClosing(window)),
    });
  };
}

/** As a sentence begins. */
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
