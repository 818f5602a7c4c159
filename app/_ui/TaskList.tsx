import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';
import type { StatusColor } from './status-look';

type TaskState = 'todo' | 'done' | 'problem' | 'optional' | 'unavailable';

/** A section of the application to fill in; without `href` it cannot be opened yet. */
export type Task = { key: string; name: string; state: TaskState; href?: string; hint?: ReactNode };

/** Tasks under one heading. */
export type TaskGroup = { key: string; name: string; tasks: readonly Task[] };

const looks: Record<TaskState, { color: StatusColor; icon: IconName }> = {
  todo: { color: 'white', icon: 'pencil' },
  done: { color: 'green', icon: 'check-circle' },
  problem: { color: 'red', icon: 'warning-circle' },
  optional: { color: 'white', icon: 'pencil' },
  unavailable: { color: 'white', icon: 'locked' },
};

/** What may be left out or cannot be done yet is not counted. */
const counted: Record<TaskState, boolean> = {
  todo: true,
  done: true,
  problem: true,
  optional: false,
  unavailable: false,
};

/** The application's sections with how far each is, and “7 di 10 fatte” above. */
export function TaskList({ groups }: { groups: readonly TaskGroup[] }) {
  const t = useTranslations('tasks');
  const due = groups.flatMap(({ tasks }) => tasks).filter(({ state }) => counted[state]);
  const done = due.filter(({ state }) => state === 'done').length;
  return (
    <>
      <p className="lead-text">
        <strong>{t('progress', { done, total: due.length })}</strong>
      </p>
      {groups.map(({ key, name, tasks }) => (
        <section key={key} aria-labelledby={`group-${key}`}>
          <h2 id={`group-${key}`} className="task-group">
            {name}
          </h2>
          <ul className="task-list">
            {tasks.map((task) => (
              <TaskRow key={task.key} task={task} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function TaskRow({ task: { key, name, state, href, hint } }: { task: Task }) {
  const t = useTranslations('tasks');
  return (
    <li>
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
  );
}
