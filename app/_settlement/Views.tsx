import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import type { settlementCounts } from '@/db/queries/settlements';
import type { SettlementStatus } from '@/domain/settlement/status';
import { slugOf, statusWord } from './words';

type Props = { counts: Awaited<ReturnType<typeof settlementCounts>>; current: SettlementStatus };

/** In the order things happen; empty periods are nobody's work. */
const views = [
  'aperta',
  'da presentare',
  'presentata',
  'da correggere',
  'verificata',
  'in pagamento',
  'respinta dalla banca',
  'pagata',
] as const satisfies readonly SettlementStatus[];

const colors = {
  'da correggere': 'red',
  'respinta dalla banca': 'red',
  pagata: 'green',
  aperta: 'white',
} as Partial<Record<SettlementStatus, string>>;

/** How many settlements stand in each state and what they come to; each leads to its list. */
export async function Views({ counts, current }: Props) {
  const [t, tState] = await Promise.all([
    getTranslations('settlement.office'),
    getTranslations('settlement.states'),
  ]);
  return (
    <nav aria-label={t('views')} className="views no-print">
      <ul>
        {views.map((status) => {
          const { count = 0, cents = 0 } = counts.get(status) ?? {};
          return (
            <li key={status}>
              <Link
                href={`/operatore/liquidazioni?stato=${slugOf(status)}`}
                className={`view status-${colors[status] ?? 'yellow'}`}
                aria-current={status === current ? 'page' : undefined}
              >
                <strong>{count}</strong> {tState(statusWord[status])}
                {cents > 0 && (
                  <>
                    {' · '}
                    <Amount cents={cents} />
                  </>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
