'use client';

import { useEffect, useState, type ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { Icon, type IconName } from './Icon';
import { useKitTexts } from './kit-texts';

type Props = {
  children: ReactNode;
  /** With several buttons in a form: tells the action which one was pressed. */
  name?: string;
  value?: string;
  look?: 'primary' | 'secondary' | 'danger' | 'link';
  icon?: IconName;
  pendingText?: string;
  /** Pressed with the browser's own key for it. */
  accessKey?: string;
  /** Takes the focus with the page: Enter is enough. */
  autoFocus?: boolean;
};

const looks = {
  primary: 'btn btn-primary',
  secondary: 'btn btn-outline-primary',
  danger: 'btn btn-danger',
  link: 'btn btn-link',
} as const;

const patience = 400;

/**
 * Sends the form around it. After 400 ms of waiting its words change and are announced; before, a quick answer would
 * only flicker. It stays focusable while sending, so the keyboard does not lose its place.
 */
export function SubmitButton(props: Props) {
  const { children, name, value, look = 'primary', icon, pendingText, accessKey, autoFocus } = props;
  const texts = useKitTexts();
  const { pending, data } = useFormStatus();
  const mine = pending && (name === undefined || data.get(name) === (value ?? ''));
  const waiting = useLasting(mine);
  const words = pendingText ?? texts.sending;
  return (
    <>
      <button
        type="submit"
        name={name}
        value={value}
        accessKey={accessKey}
        autoFocus={autoFocus}
        className={looks[look]}
        aria-disabled={pending || undefined}
      >
        {icon !== undefined && <Icon name={icon} size="sm" />}
        {waiting ? words : children}
      </button>
      <span className="visually-hidden" aria-live="polite">
        {waiting ? words : ''}
      </span>
    </>
  );
}

function useLasting(active: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!active) return;
    const timer = setTimeout(() => setLasting(true), patience);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [active]);
  return lasting;
}
