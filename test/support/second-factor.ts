import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';

/** The code that an app gives, so many steps of thirty seconds from now. */
export const appCode = (secret: Secret, steps = 0): string =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });

/** Connects an app on the page that asks for a second factor; answers its secret. */
export async function connectApp(page: Page): Promise<Secret> {
  await page.getByRole('button', { name: 'Usa un’app' }).click();
  await page.getByRole('heading', { name: 'Collega l’app' }).waitFor();
  const written = await page.locator('.access-steps .code').innerText();
  const secret = Secret.fromBase32(written.replaceAll(' ', ''));
  await page.getByLabel('Codice di 6 cifre').fill(appCode(secret, -1));
  await page.getByRole('button', { name: 'Conferma' }).click();
  await page.getByRole('heading', { name: 'Codici di riserva' }).waitFor();
  return secret;
}
