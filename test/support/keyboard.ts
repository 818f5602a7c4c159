import type { Locator, Page } from 'playwright-core';

/** Somebody who has only a keyboard: what they reach, they reach by Tab. */

type Role = Parameters<Page['getByRole']>[0];

/** Presses Tab until the control has the focus; fails when it is not among the next stops. */
export async function tabTo(page: Page, role: Role, name: string | RegExp, stops = 90): Promise<Locator> {
  const control = page.getByRole(role, { name, ...(typeof name === 'string' && { exact: true }) });
  await control.first().waitFor();
  for (let stop = 0; stop < stops; stop++) {
    await page.keyboard.press('Tab');
    for (const each of await control.all()) {
      if (await each.evaluate((element) => element === document.activeElement)) return each;
    }
  }
  throw new Error(`no ${role} “${name}” in ${stops} stops of ${page.url()}`);
}

/** Reaches a button or a link and presses Enter. */
export async function pressEnter(page: Page, role: 'button' | 'link', name: string | RegExp): Promise<void> {
  await tabTo(page, role, name);
  await page.keyboard.press('Enter');
}

/** Reaches a field and types; what stood there is selected by arriving and goes. */
export async function typeInto(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, 'textbox', name);
  await page.keyboard.type(text);
}

/** Reaches a box and ticks it with the space bar. */
export async function tick(page: Page, role: 'checkbox' | 'radio', name: string | RegExp): Promise<void> {
  const box = await tabTo(page, role, name);
  await page.keyboard.press('Space');
  if (!(await box.isChecked())) throw new Error(`the space bar does not tick “${name}”`);
}
