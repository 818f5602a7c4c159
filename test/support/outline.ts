import type { Locator } from 'playwright-core';

/**
 * The lines of what a screen reader is told of a part of a page that were expected and are not there, each after the
 * one before: roles, names, states. Lines in between are of no matter.
 */
export async function missingFrom(part: Locator, expected: readonly (string | RegExp)[]): Promise<string[]> {
  const said = (await part.ariaSnapshot()).split('\n').map((line) => line.replace(/^\s*- '?/, ''));
  let from = 0;
  const missing = expected.filter((line) => {
    const at = said.findIndex((each, index) => index >= from && holds(each, line));
    if (at !== -1) from = at + 1;
    return at === -1;
  });
  return missing.map(String);
}

const holds = (said: string, line: string | RegExp): boolean =>
  typeof line === 'string' ? said.startsWith(line) : line.test(said);

/** What a screen reader adds after the name of a control: its hint and what is wrong with it. */
export function descriptionOf(control: Locator): Promise<string> {
  return control.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent.trim() ?? `nothing is called ${id}`)
      .join(' '),
  );
}
