import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

type Props = { title: string; icon?: IconName; children?: ReactNode };

/** A list with nothing in it: says why, and its children what to do next. */
export function EmptyState({ title, icon = 'inbox', children }: Props) {
  return (
    <div className="empty-state">
      <Icon name={icon} size="lg" />
      <h2>{title}</h2>
      {children}
    </div>
  );
}
