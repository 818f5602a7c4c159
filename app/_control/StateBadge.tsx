import { useTranslations } from 'next-intl';
import { Icon } from '@/app/_ui/Icon';
import type { SignalState } from '@/domain/control/signals';
import { stateLook, stateWord } from './words';

/** Where a signal stands: word, icon and colour. */
export function StateBadge({ state }: { state: SignalState }) {
  const t = useTranslations('control.states');
  const { color, icon } = stateLook[state];
  return (
    <span className={`status status-${color}`}>
      <Icon name={icon} size="xs" />
      {t(stateWord[state])}
    </span>
  );
}
