import { getTranslations } from 'next-intl/server';
import { Callout } from '@/app/_ui/Callout';
import { formatEuro } from '@/domain/money';
import type { Forecast } from '@/domain/programme/forecast';

const writeDay = (date: string): string => date.split('-').reverse().join('/');

/** When the fund will be empty, as far as that can be told, and how it was worked out. */
export async function ForecastBox({ forecast }: { forecast: Forecast }) {
  const t = await getTranslations('budget.forecast');
  const expected =
    'expectedCents' in forecast ? t('expected', { amount: `${formatEuro(forecast.expectedCents)} €` }) : null;
  return (
    <Callout tone={forecast.kind === 'exhausted' ? 'warning' : 'info'} title={await titleOf(forecast)}>
      {expected !== null && <p>{expected}</p>}
      <p className="field-hint">{t(forecast.kind === 'unforeseeable' ? 'tooLittle' : 'how')}</p>
    </Callout>
  );
}

async function titleOf(forecast: Forecast): Promise<string> {
  const t = await getTranslations('budget.forecast');
  switch (forecast.kind) {
    case 'exhausted':
      return t('exhausted');
    case 'unforeseeable':
      return t('unforeseeable');
    case 'enough':
      return t('enough');
    case 'far':
      return t('far');
    case 'range':
      return forecast.from === forecast.to
        ? t('around', { day: writeDay(forecast.from) })
        : t('range', { from: writeDay(forecast.from), to: writeDay(forecast.to) });
  }
}
