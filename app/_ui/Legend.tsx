import { useTranslations } from 'next-intl';
import { Icon } from './Icon';
import { statusLook } from './status-look';

const order = [
  { status: 'presentata', word: 'presentata' },
  { status: 'approvata', word: 'approvata' },
  { status: 'respinta', word: 'refusedOrCancelled' },
  { status: 'bozza', word: 'bozza' },
] as const;

/** What the colours mean, in the order and words of the manual's Elenco delle richieste. */
export function Legend() {
  const t = useTranslations('status');
  return (
    <ul className="legend-list" aria-label={t('legend')}>
      {order.map(({ status, word }) => (
        <li key={status} className={`status status-${statusLook[status].color}`}>
          <Icon name={statusLook[status].icon} size="xs" />
          {t(word)}
        </li>
      ))}
    </ul>
  );
}
