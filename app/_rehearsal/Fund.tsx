import { getTranslations } from 'next-intl/server';
import { formatCount } from '@/app/_office/count';
import { Columns } from '@/app/_budget/Columns';
import { Callout } from '@/app/_ui/Callout';
import { formatEuro } from '@/domain/money';
import type { Figures } from '@/domain/programme/rehearsal/figures';

type Props = { fund: Figures['fund']; emptyOn: string | null };

const writeDay = (date: string): string => date.split('-').reverse().join('/');

/** How far the fund reaches, and what is left of it along the programme's order. */
export async function Fund({ fund, emptyOn }: Props) {
  const t = await getTranslations('rehearsal');
  const { reaches, exhaustedAfter, leftCents, waiting, leftAlong, allocatedCents } = fund;
  return (
    <>
      <Callout tone={reaches ? 'success' : 'warning'} title={t(reaches ? 'reaches' : 'exhausted')}>
        {leftCents !== null && <p>{t('left', { amount: `${formatEuro(leftCents)} €` })}</p>}
        {!reaches && exhaustedAfter !== null && (
          <p>{t('exhaustedAfter', { count: formatCount(exhaustedAfter) })}</p>
        )}
        {!reaches && waiting !== null && <p>{t('waiting', { count: formatCount(waiting) })}</p>}
        {emptyOn !== null && <p>{t('emptyOn', { day: writeDay(emptyOn) })}</p>}
      </Callout>
      {leftAlong.length > 1 && (
        <div className="charts">
          <figure className="chart">
            <figcaption>{t('leftAlong')}</figcaption>
            <Columns
              label={t('leftAlongText')}
              values={leftAlong}
              top={Math.max(allocatedCents, 1)}
              topText={`${formatEuro(allocatedCents)} €`}
              ends={[t('firstInOrder'), t('lastInOrder')]}
            />
          </figure>
        </div>
      )}
    </>
  );
}
