import { useTranslations } from 'next-intl';
import { Icon, type IconName } from '@/app/_ui/Icon';
import type { StatusColor } from '@/app/_ui/status-look';
import type { CheckOutcome } from '@/domain/control/check';

const look: Record<CheckOutcome, { color: StatusColor; icon: IconName }> = {
  confermata: { color: 'green', icon: 'check-circle' },
  difforme: { color: 'red', icon: 'warning-circle' },
  'non verificabile': { color: 'yellow', icon: 'help-circle' },
};

/** What a control found of a declaration: word, icon and colour. */
export function OutcomeBadge({ outcome }: { outcome: CheckOutcome }) {
  const t = useTranslations('samples.check.outcomes');
  const { color, icon } = look[outcome];
  return (
    <span className={`status status-${color}`}>
      <Icon name={icon} size="xs" />
      {t(outcome)}
    </span>
  );
}
