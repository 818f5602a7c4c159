import { useTranslations } from 'next-intl';
import { Icon, type IconName } from '@/app/_ui/Icon';
import type { StatusColor } from '@/app/_ui/status-look';
import type { RecoveryState } from '@/domain/control/recovery';

const look: Record<RecoveryState, { color: StatusColor; icon: IconName }> = {
  'da richiedere': { color: 'yellow', icon: 'clock' },
  richiesta: { color: 'yellow', icon: 'mail' },
  pagata: { color: 'green', icon: 'check-circle' },
  'iscritta a ruolo': { color: 'red', icon: 'pa' },
  archiviata: { color: 'white', icon: 'close-circle' },
};

/** How far a recovery has come: word, icon and colour. */
export function RecoveryBadge({ state }: { state: RecoveryState }) {
  const t = useTranslations('samples.recoveries.states');
  const { color, icon } = look[state];
  return (
    <span className={`status status-${color}`}>
      <Icon name={icon} size="xs" />
      {t(state)}
    </span>
  );
}
