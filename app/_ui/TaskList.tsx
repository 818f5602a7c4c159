import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';
import type { StatusColor } from './status-look';

type TaskState = 'todo' | 'done' | 'unavailable' | 'problem';

/** A section of the application to fill in; without `href` it cannot be opened yet. */
export type Task = { key: string; name: string; state: TaskState; href?: string; hint?: ReactNode };

const looks: Record<TaskState, { color: StatusColor; icon: IconName }> = {
  todo: { color: 'white', icon: 'pencil' },
  done: { color: 'green', icon: 'check-circle' },
  unavailable: { color: 'white', icon: 'locked' },
  problem: { color: 'red', icon: 'warning-circle' },
};

/** The application's sections with how far each is, and “7 di 10 fatte” above. */
export function TaskList({ tasks }: { tasks: readonly Task[] }) {
  const t = useTranslations('tasks');
  const done = tasks.filter(({ state }) => state === 'done').length;
  return (
    <>
      <p className="lead-text">{t('progress', { done, total: tasks.length })}</p>
      <ul className="task-list">
        {tasks.map(({ key, name, state, href, hint }) => (
          <li key={key}>
            <span>
              {href === undefined ? (
                <span className="task-name">{name}</span>
              ) : (
                <Link href={href} className="task-name stretched-link" aria-describedby={`task-${key}`}>
                  {name}
                </Link>
              )}
              {hint !== undefined && <span className="task-hint">{hint}</span>}
            </span>
            <span id={`task-${key}`} className={`status status-${looks[state].color}`}>
              <Icon name={looks[state].icon} size="xs" />
              {t(state)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
