'use client';

import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useScripts } from '@/app/_ui/use-scripts';

const place = 'worklist-shortcuts-off';
const changed = 'worklist-shortcuts';

const listen = (tell: () => void): (() => void) => {
  window.addEventListener(changed, tell);
  return () => window.removeEventListener(changed, tell);
};
const isOff = (): boolean => {
  try {
    return localStorage.getItem(place) === 'yes';
  } catch {
    return false;
  }
};
const turn = (off: boolean): void => {
  try {
    if (off) localStorage.setItem(place, 'yes');
    else localStorage.removeItem(place);
  } catch {
    // A browser that keeps nothing keeps the keys on.
  }
  window.dispatchEvent(new Event(changed));
};

const keys = ['j', 'k', 'x', '/', '?'] as const;

/** What each key does, and the other words of the help. */
export type ShortcutWords = Record<(typeof keys)[number] | 'title' | 'enterKey' | 'open' | 'on', string>;

/**
 * The list by keyboard: single keys, which can be switched off (WCAG 2.1.4) and never act while something is typed. All
 * they do can be done without them; without scripts there are none.
 */
export function Shortcuts({ words }: { words: ShortcutWords }) {
  const scripts = useScripts();
  const off = useSyncExternalStore(listen, isOff, () => true);
  const help = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (off) return;
    const act = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (press(event.key, help.current)) event.preventDefault();
    };
    document.addEventListener('keydown', act);
    return () => document.removeEventListener('keydown', act);
  }, [off]);
  if (!scripts) return null;
  return (
    <details className="fold shortcuts no-print" ref={help}>
      <summary>{words.title}</summary>
      <dl>
        {keys.map((key) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words[key]}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>{words.enterKey}</kbd>
          </dt>
          <dd>{words.open}</dd>
        </div>
      </dl>
      <div className="choice">
        <input
          id="scorciatoie"
          type="checkbox"
          checked={!off}
          onChange={({ target }) => turn(!target.checked)}
        />
        <label htmlFor="scorciatoie">{words.on}</label>
      </div>
    </details>
  );
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches('input:not([type=checkbox]), select, textarea, [contenteditable]');

/** Does what a key stands for; answers whether it stands for anything. */
function press(key: string, help: HTMLDetailsElement | null): boolean {
  switch (key) {
    case 'j':
      return go(1);
    case 'k':
      return go(-1);
    case 'x':
      document.activeElement?.closest('tr')?.querySelector<HTMLInputElement>('input[name=id]')?.click();
      return true;
    case '/':
      document.querySelector<HTMLInputElement>('input[name=q]')?.focus();
      return true;
    case '?':
      if (help) {
        help.open = !help.open;
        help.querySelector('summary')?.focus();
      }
      return true;
    default:
      return false;
  }
}

/** Moves to the application after or before the one that has the focus; Invio then opens it, being a link. */
function go(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLAnchorElement>('a[data-case]')];
  const current = rows.findIndex((row) => row.closest('tr')?.contains(document.activeElement));
  const next = rows[current === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, current + step))];
  next?.focus();
  return true;
}
