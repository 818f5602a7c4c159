import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Icon } from './Icon';

/** A step of a procedure. */
export type Milestone = {
  key: string;
  title: string;
  state: 'done' | 'current' | 'todo' | 'problem';
  /** The state in words, where others fit better than the kit's. */
  stateText?: string;
  /** When, and what is to be known of it. */
  details?: ReactNode;
};

/** The life of an application by its milestones, the state of each in words. */
export function Timeline({ milestones }: { milestones: readonly Milestone[] }) {
  const t = useTranslations('steps');
  return (
    <ol className="timeline-list">
      {milestones.map(({ key, title, state, stateText, details }, index) => (
        <li key={key} className={`timeline-${state}`} aria-current={state === 'current' ? 'step' : undefined}>
          <span className="timeline-mark" aria-hidden="true">
            {state === 'done' && <Icon name="check" size="sm" />}
            {state === 'problem' && <Icon name="close" size="sm" />}
            {(state === 'current' || state === 'todo') && index + 1}
          </span>
          <h3>{title}</h3>
          <p className="timeline-state">{stateText ?? t(state)}</p>
          {details !== undefined && <div>{details}</div>}
        </li>
      ))}
    </ol>
  );
}
