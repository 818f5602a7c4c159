import { useTranslations } from 'next-intl';
import type { ApplicationStatus } from '@/domain/application/status';
import { Icon } from './Icon';
import { statusLook } from './status-look';

/** An application's state: word, icon and colour, never the colour alone. */
export function StatusBadge({ status }: { status: ApplicationStatus }) {
  const t = useTranslations('status');
  const { color, icon } = statusLook[status];
  return (
    <span className={`status status-${color}`}>
      <Icon name={icon} size="xs" />
      {t(status)}
    </span>
  );
}
