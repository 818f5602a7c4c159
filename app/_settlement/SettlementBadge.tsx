import { useTranslations } from 'next-intl';
import { Icon, type IconName } from '@/app/_ui/Icon';
import type { StatusColor } from '@/app/_ui/status-look';
import type { SettlementStatus } from '@/domain/settlement/status';
import { statusWord } from './words';

const looks: Record<SettlementStatus, { color: StatusColor; icon: IconName }> = {
  aperta: { color: 'white', icon: 'clock' },
  vuota: { color: 'white', icon: 'inbox' },
  'da presentare': { color: 'yellow', icon: 'pencil' },
  presentata: { color: 'yellow', icon: 'file' },
  'da correggere': { color: 'red', icon: 'warning-circle' },
  verificata: { color: 'yellow', icon: 'check' },
  'in pagamento': { color: 'yellow', icon: 'card' },
  'respinta dalla banca': { color: 'red', icon: 'close-circle' },
  pagata: { color: 'green', icon: 'check-circle' },
};

/** The state of a settlement: word, icon and colour, never the colour alone. */
export function SettlementBadge({ status }: { status: SettlementStatus }) {
  const t = useTranslations('settlement.states');
  const { color, icon } = looks[status];
  return (
    <span className={`status status-${color}`}>
      <Icon name={icon} size="xs" />
      {t(statusWord[status])}
    </span>
  );
}
