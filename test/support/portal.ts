import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { checkCharacter } from '../../domain/fiscal-code';
import { call } from './acts';
import { given } from './given';
import { uniqueCode } from './unique-code';

/** Somebody nobody has met before, so that tests can run again and again on one database. */
export interface Person {
  familyName: string;
  givenName: string;
  fiscalCode: string;
  birthDate: string;
  mobile: string;
  email: string;
}

/** Where an accredited person stands. */
export interface Account {
  person: Person;
  username: string;
  password: string;
}

export function somebody(): Person {
  const letter = (): string => String.fromCharCode(65 + Math.floor(Math.random() * 26));
  const letters = Array.from({ length: 6 }, letter).join('');
  const body = `${letters}85T10A562`;
  return {
    familyName: `Prova${letters.toLowerCase()}`,
    givenName: 'Mario',
    fiscalCode: body + checkCharacter(body),
    birthDate: '1985-12-10',
    mobile: '333 123 4567',
    email: `${letters.toLowerCase()}.${Date.now()}@example.org`,
  };
}

export const newPassword = 'parola-nuova-77';

/** The newest message to an address, waited for: it leaves through the workflow engine. */
export async function messageTo(to: string, about = ''): Promise<{ subject: string; text: string }> {
  const until = Date.now() + 30_000;
  for (;;) {
    const response = await fetch(`${given('TEST_APP_URL')}/api/dev/messages`);
    const messages = (await response.json()) as { to: string; subject: string | null; text: string }[];
    const found = messages.find((message) => message.to === to && (message.subject ?? '').includes(about));
    if (found) return { subject: found.subject ?? '', text: found.text };
    if (Date.now() > until) throw new Error(`no message "${about}" to ${to}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Fills in the request for access codes, all but the consent. */
export async function fillAccreditation(page: Page, person: Person): Promise<void> {
  const fill = (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value);
  await page.goto('/accreditamento');
  await fill('Cognome', person.familyName);
  await fill('Nome', person.givenName);
  await fill('Codice Fiscale', person.fiscalCode);
  await fill('Data nascita', person.birthDate);
  await fill('Cellulare', person.mobile);
  await fill('Provincia', 'CA');
  await fill('Cap', '09032');
  await fill('Indirizzo', 'Via Dalmazia, 23');
  await fill('E-Mail', person.email);
  await fill('conferma E-Mail', person.email);
}

/** Asks for access codes and reads them in the mail. */
export async function accredit(page: Page, person: Person): Promise<{ username: string; password: string }> {
  await fillAccreditation(page, person);
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Spedisci' }).click();
  await page.getByText(`Ti abbiamo scritto a ${person.email}.`).waitFor();
  const { text } = await messageTo(person.email);
  const [, username = '', password = ''] = /Username: (\S+)\nPassword: (\S+)/.exec(text) ?? [];
  return { username, password };
}

/** Fills in username and password on the page that asks for them, and presses Accedi. */
export async function enter(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Accedi' }).click();
}

/** The forced change at the first access, on the page where it is asked for. */
export async function changeFirstPassword(page: Page, old: string): Promise<void> {
  await page.getByLabel('Vecchia password').fill(old);
  await page.getByLabel('Nuova password', { exact: true }).fill(newPassword);
  await page.getByLabel('Ripeti la nuova password').fill(newPassword);
  await page.getByRole('button', { name: 'Salva la nuova password' }).click();
}

/** Somebody new, accredited, signed in on this page and past the first change of password. */
export async function accreditedCitizen(page: Page): Promise<Account> {
  const person = somebody();
  const { username, password } = await accredit(page, person);
  await page.goto('/accedi');
  await enter(page, username, password);
  await page.waitForURL('**/cambia-password**');
  await changeFirstPassword(page, password);
  await page.getByRole('button', { name: 'Uscita' }).waitFor();
  await page.getByRole('heading', { name: `Ciao ${person.givenName}` }).waitFor();
  return { person, username, password: newPassword };
}

/** Opens an application by its icon on the portal's home; answers the address of its task list. */
export async function openDraft(page: Page, programme = 'Buoni Spesa'): Promise<string> {
  await page.goto('/');
  await page.getByRole('link', { name: programme }).click();
  await page.getByRole('button', { name: 'Inizia la domanda' }).first().click();
  await page.waitForURL(/\/domande\/[0-9a-f-]{36}$/);
  await page.getByRole('link', { name: 'Vai al Riepilogo' }).waitFor();
  return page.url();
}

/** Fills in what a draft still lacks, for somebody who lives alone, as the pages' own scripts would. */
export async function fillDraft(page: Page, draft: string, more: Record<string, string> = {}): Promise<void> {
  const answers = {
    'beneficiary.birthPlace': 'Roma',
    'residence.municipality': 'Assemini',
    'need.description': 'Perdita del lavoro',
    'monthlyMeans.income': '450,00',
    'monthlyMeans.bankBalance': '1.320,50',
    'household.declared.total': '1',
    'annualIncomes.lavoro': '5.400,00',
    'declarations.noOtherSupport': 'si',
    ...more,
  };
  await call(page, 'patch', `/api/v1${new URL(draft).pathname.replace('domande', 'applications')}/answers`, {
    base: {},
    answers,
  });
}

/** Opens a section of a draft, by its name in the task list, from wherever the page stands. */
export async function openSection(page: Page, draft: string, name: string): Promise<void> {
  await page.goto(draft);
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
}

/** The box of the household's page for one person more. */
export const addition = (page: Page) => page.getByRole('group', { name: 'Inserimento altro componente' });

/** Adds a child to the household, on its page; answers their tax code. */
export async function addChild(page: Page): Promise<string> {
  const code = uniqueCode('PRVNNA20B41');
  await addition(page).getByLabel('Codice Fiscale').fill(code.toLowerCase());
  await addition(page).getByLabel('Cognome').fill('Prova');
  await addition(page).getByLabel('Nome', { exact: true }).fill('Anna');
  await addition(page).getByLabel('Data di Nascita').fill('2020-02-01');
  await page.getByRole('button', { name: 'Aggiungi componente', exact: true }).click();
  await page.getByRole('group', { name: 'Prova Anna' }).waitFor();
  return code;
}

/** The faults of accessibility that axe finds on a page, by rule and place; WCAG 2.2 AA allows none. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const faults = await faultsNow(page);
  if (faults.length === 0) return faults;
  // A page still answering a click has looks of a moment; what is truly wrong is still there.
  await page.waitForTimeout(1000);
  return faultsNow(page);
}

async function faultsNow(page: Page): Promise<string[]> {
  // A button on its way from one look to another has neither's contrast.
  await page.evaluate(
    `Promise.race([
      Promise.allSettled(document.getAnimations().map(({ finished }) => finished)),
      new Promise((resolve) => setTimeout(resolve, 1000)),
    ])`,
  );
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    // The development server's own badge is no part of the pages.
    .exclude('nextjs-portal')
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
