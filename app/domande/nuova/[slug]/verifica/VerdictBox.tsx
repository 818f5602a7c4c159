'use client';

import { useContext, useEffect, useRef, type ReactNode } from 'react';
import { FormContext } from '@/app/_ui/form-context';
import { Icon, type IconName } from '@/app/_ui/Icon';
import type { Standing } from '@/domain/programme/precheck-criteria';
import type { Prospect } from '@/domain/programme/precheck';
import type { PrecheckState } from './verdict';

const tones: Record<Prospect, { tone: string; icon: IconName }> = {
  probabile: { tone: 'success', icon: 'check-circle' },
  'da-valutare': { tone: 'warning', icon: 'warning-circle' },
  improbabile: { tone: 'danger', icon: 'close-circle' },
};

const icons: Record<Standing, IconName> = {
  met: 'check-circle',
  unsure: 'warning-circle',
  unmet: 'close-circle',
};

/** The result of the form around it, once there is one; it takes the focus. `children` is the way on. */
export function VerdictBox({ children }: { children: ReactNode }) {
  const { verdict } = useContext(FormContext).state as PrecheckState;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [verdict]);
  if (verdict === undefined) return null;
  const { tone, icon } = tones[verdict.prospect];
  return (
    <section className="prospect">
      <div ref={box} className={`callout callout-${tone}`} tabIndex={-1} autoFocus>
        <Icon name={icon} />
        <div>
          <h2>{verdict.title}</h2>
          <p>{verdict.text}</p>
          {verdict.amount !== undefined && <p>{verdict.amount}</p>}
        </div>
      </div>
      <h2>{verdict.findingsTitle}</h2>
      <ul className="finding-list">
        {verdict.findings.map(({ criterion, standing, standingText, question, answer, notes }) => (
          <li key={criterion} className={`finding-${standing}`}>
            <Icon name={icons[standing]} size="sm" />
            <div>
              <p>
                <strong>{standingText}.</strong> {question} {answer}
              </p>
              {notes.map((note) => (
                <p key={note} className="finding-note">
                  {note}
                </p>
              ))}
            </div>
          </li>
        ))}
      </ul>
      {children}
    </section>
  );
}
