import { useTranslations } from 'next-intl';
import { Icon, type IconName } from '@/app/_ui/Icon';
import type { StatusColor } from '@/app/_ui/status-look';
import type { TicketStatus } from '@/domain/ticket/status';

const looks: Record<TicketStatus, { color: StatusColor; icon: IconName }> = {
  aperta: { color: 'yellow', icon: 'clock' },
  'in lavorazione': { color: 'yellow', icon: 'comment' },
  'in attesa di risposta': { color: 'white', icon: 'comment' },
  risolta: { color: 'green', icon: 'check-circle' },
  chiusa: { color: 'white', icon: 'locked' },
  unita: { color: 'white', icon: 'link' },
};

/** The state of a request for help: word, icon and colour. */
export function TicketBadge({ status }: { status: TicketStatus }) {
  const t = useTranslations('help.status');
  const { color, icon } = looks[status];
  return (
    <span className={`status status-${color}`}>
      <Icon name={icon} size="xs" />
      {t(status)}
    </span>
  );
}
