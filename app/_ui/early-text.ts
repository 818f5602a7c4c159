/**
 * What was typed into texts of several lines before their page's scripts took them over. React 19 then writes what the server
 * sent over it (`initTextarea`), in fields that were not empty; inputs it leaves as they are. This module is read before
 * that happens, however late the scripts arrive.
 */
const typed = new WeakMap<EventTarget, string>();

if (typeof document !== 'undefined') {
  for (const area of document.querySelectorAll('textarea'))
    if (area.value !== area.defaultValue) typed.set(area, area.value);
  const hear = ({ target }: Event): void => {
    if (target instanceof HTMLTextAreaElement) typed.set(target, target.value);
  };
  document.addEventListener('input', hear, true);
}

/** The `ref` of a text: puts back what was typed, once, when it is taken over. */
export function keepTyped(area: HTMLTextAreaElement | null): void {
  const text = area && typed.get(area);
  if (area && typeof text === 'string' && area.value !== text) area.value = text;
}
