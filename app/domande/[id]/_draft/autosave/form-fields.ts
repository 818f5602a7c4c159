import type { Answers } from '@/domain/application/answers';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const silent = new Set(['hidden', 'file', 'password', 'submit', 'button', 'reset', 'image']);

const isAnswer = (element: Element): element is Control =>
  element.matches('input[name], textarea[name], select[name]') &&
  !silent.has((element as Control).type) &&
  !(element as Control).disabled;

const isChoice = (control: Control): control is HTMLInputElement =>
  control.type === 'checkbox' || control.type === 'radio';

const isAside = (control: Control): boolean => control.closest('[data-autosave="off"]') !== null;

const controlsOf = (form: HTMLFormElement): Control[] => [...form.elements].filter(isAnswer);

const controlsNamed = (form: HTMLFormElement, name: string): Control[] =>
  controlsOf(form).filter((control) => control.name === name);

/**
 * What stands in a form's fields, by name; a field left empty or a box left open is the empty text.
 *
 * @param aside the fields under `data-autosave="off"`, which are saved by hand alone; otherwise all the others
 */
export function readFields(form: HTMLFormElement, aside: boolean): Answers {
  const texts: Record<string, string> = {};
  for (const control of controlsOf(form).filter((each) => isAside(each) === aside)) {
    const isOpen = isChoice(control) && !control.checked;
    texts[control.name] = isOpen ? (texts[control.name] ?? '') : control.value;
  }
  return texts;
}

/** Puts texts into the fields of those names as if they had been typed. */
export function putFields(form: HTMLFormElement, texts: Answers): void {
  for (const control of controlsOf(form).filter(({ name }) => name in texts)) {
    const text = texts[control.name] ?? '';
    if (isChoice(control)) control.checked = text === control.value;
    else typeInto(control, text);
    control.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

/** React listens for what changes a field behind its back, so the value is set as the browser sets it. */
function typeInto(control: Control, text: string): void {
  const prototype: unknown = Object.getPrototypeOf(control);
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(control, text);
}

/** The answers on which the form says it was typed: its hidden field `base`. */
export function readBase(form: HTMLFormElement): Answers {
  try {
    return JSON.parse(baseField(form)?.value ?? '{}') as Answers;
  } catch {
    return {};
  }
}

export function writeBase(form: HTMLFormElement, base: Answers): void {
  const field = baseField(form);
  if (field) field.value = JSON.stringify(base);
}

const baseField = (form: HTMLFormElement) => form.querySelector<HTMLInputElement>('input[name="base"]');

/** How a field presents itself: the id to go to, its name, and a way to write a text of it for people. */
export interface Presented {
  id: string;
  label: string;
  write: (text: string) => string;
}

/** Presents the field of a name; null where the page has none. */
export function presented(
  form: HTMLFormElement,
  name: string,
  words: { yes: string; no: string; empty: string },
): Presented | null {
  const controls = controlsNamed(form, name);
  const [first] = controls;
  if (!first) return null;
  const labelOf = (control: Control | undefined) => control?.labels?.[0]?.textContent?.trim();
  const legend = first.closest('fieldset')?.querySelector('legend')?.textContent?.trim();
  const label = (first.type === 'radio' ? legend : labelOf(first)) ?? name;
  const write = (text: string): string => {
    if (first.type === 'checkbox') return text === '' ? words.no : words.yes;
    if (text === '') return words.empty;
    if (first.type === 'radio') return labelOf(controls.find(({ value }) => value === text)) ?? text;
    return first.type === 'date' ? text.split('-').reverse().join('/') : text;
  };
  return { id: first.id, label, write };
}
