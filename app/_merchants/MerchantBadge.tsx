import { useTranslations } from 'next-intl';
import { Icon, type IconName } from '@/app/_ui/Icon';
import type { StatusColor } from '@/app/_ui/status-look';
import type { MerchantStatus } from '@/domain/merchant/status';

/** How each state of an agreement is drawn. */
export const merchantLook: Record<MerchantStatus, { color: StatusColor; icon: IconName }> = {
  richiesto: { color: 'yellow', icon: 'clock' },
  attivo: { color: 'green', icon: 'check-circle' },
  sospeso: { color: 'red', icon: 'ban' },
  cessato: { color: 'white', icon: 'close-circle' },
  respinto: { color: 'red', icon: 'close-circle' },
};

/** A merchant's state: word, icon and colour. */
export function MerchantBadge({ status }: { status: MerchantStatus }) {
  const t = useTranslations('merchants.states');
  const { color, icon } = merchantLook[status];
  return (
    <span className={`status status-${color}`}>
      <Icon name={icon} size="xs" />
      {t(status)}
    </span>
  );
}

/** Whether a shop, a till or a person is in use. */
export function InUse({ active }: { active: boolean }) {
  const t = useTranslations('merchants.use');
  return (
    <span className={`status status-${active ? 'green' : 'white'}`}>
      <Icon name={active ? 'check-circle' : 'ban'} size="xs" />
      {active ? t('yes') : t('no')}
    </span>
  );
}
