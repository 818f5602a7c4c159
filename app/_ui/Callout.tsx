import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

type Tone = 'info' | 'success' | 'warning' | 'danger';

type Props = {
  tone?: Tone;
  title?: string;
  /** `alert` for what has just gone wrong, `status` for what has just been done; none for what is always there. */
  role?: 'alert' | 'status';
  children?: ReactNode;
};

const icons: Record<Tone, IconName> = {
  info: 'info-circle',
  success: 'check-circle',
  warning: 'warning-circle',
  danger: 'error',
};

/** A message set apart from the text; its tone is also said in words to who cannot see it. */
export function Callout({ tone = 'info', title, role, children }: Props) {
  const t = useTranslations('callout');
  return (
    <div className={`callout callout-${tone}`} role={role}>
      <Icon name={icons[tone]} />
      <div>
        <span className="visually-hidden">{t(tone)}: </span>
        {title !== undefined && <p className="callout-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
