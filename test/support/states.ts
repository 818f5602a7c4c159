import type { Page } from 'playwright-core';
import type { ApplicationStatus } from '../../domain/application/status';

/** The demo applications of one citizen by their state. */
export type Applications = Record<ApplicationStatus, string>;

/** A page as somebody meets it, in any language: acts are told by the structure of the page, not by its words. */
export interface PageState {
  name: string;
  /** Without an account, or as the citizen of the demo with an application in every state. */
  as: 'visitor' | 'citizen';
  path: string | ((applications: Applications) => string);
  /** What brings the page into this state once it is open. */
  act?: (page: Page) => Promise<void>;
  /** The HTTP status, where it is not 200. */
  status?: number;
}

/** Sends the main form of a page as it stands, and waits for what is wrong with it. */
async function sendEmpty(page: Page): Promise<void> {
  await page.locator('main form .btn-primary').last().click();
  await page.locator('.error-summary').waitFor();
}

/** The sections of a draft by the last part of their address. */
const sections = [
  'chi-presenta',
  'beneficiario',
  'recapiti',
  'residenza',
  'condizione-di-bisogno',
  'entrate-mensili',
  'uscite',
  'mezzi-di-sostegno',
  'nucleo',
  'entrate-del-nucleo',
  'dichiarazioni',
  'isee',
];

const visitor: Omit<PageState, 'as'>[] = [
  { name: 'home', path: '/' },
  { name: 'service', path: '/domande/nuova/buoni-spesa' },
  { name: 'pre-check', path: '/domande/nuova/buoni-spesa/verifica' },
  {
    name: 'pre-check, answered',
    path: '/domande/nuova/buoni-spesa/verifica',
    act: async (page) => {
      for (const group of await page.locator('main fieldset').all())
        await group.locator('input').first().check();
      await page.locator('main form .btn-primary').last().click();
      await page.waitForLoadState('networkidle');
    },
  },
  { name: 'shops', path: '/esercenti' },
  { name: 'shops, none found', path: '/esercenti?q=zzzz' },
  { name: 'joining', path: '/esercenti/adesione' },
  { name: 'joining, empty', path: '/esercenti/adesione', act: sendEmpty },
  { name: 'joining, sent', path: '/esercenti/adesione/inviata' },
  { name: 'sign in', path: '/accedi?ritorno=/domande' },
  {
    name: 'sign in, refused',
    path: '/accedi',
    act: async (page) => {
      await page.locator('main input[name=username]').fill('nessuno');
      await page.locator('main input[name=password]').fill('nessuna');
      await sendEmpty(page);
    },
  },
  { name: 'accreditation', path: '/accreditamento' },
  { name: 'accreditation, empty', path: '/accreditamento', act: sendEmpty },
  { name: 'accreditation, sent', path: '/accreditamento/inviata' },
  { name: 'recovery', path: '/recupera-password' },
  { name: 'recovery, sent', path: '/recupera-password/inviata' },
  { name: 'new password', path: '/recupera-password/prova' },
  { name: 'new password, empty', path: '/recupera-password/prova', act: sendEmpty },
  { name: 'help', path: '/assistenza' },
  { name: 'help, empty', path: '/assistenza', act: sendEmpty },
  { name: 'privacy', path: '/privacy' },
  { name: 'accessibility', path: '/accessibilita' },
  { name: 'nothing there', path: '/non-esiste', status: 404 },
];

const citizen: Omit<PageState, 'as'>[] = [
  { name: 'own home', path: '/' },
  { name: 'list', path: '/domande' },
  { name: 'list, nothing found', path: '/domande?cognome=Nessuno' },
  { name: 'own service', path: '/domande/nuova/buoni-spesa' },
  { name: 'draft', path: ({ bozza }) => `/domande/${bozza}` },
  ...sections.map((slug) => ({
    name: `draft, ${slug}`,
    path: ({ bozza }: Applications) => `/domande/${bozza}/sezioni/${slug}`,
  })),
  {
    name: 'draft, a member without a name',
    path: ({ bozza }) => `/domande/${bozza}/sezioni/nucleo`,
    act: async (page) => {
      await page.locator('main form [name=act][value^=aggiungi]').click();
      await page.locator('.error-summary').waitFor();
    },
  },
  { name: 'attachments', path: ({ bozza }) => `/domande/${bozza}/allegati` },
  { name: 'summary', path: ({ bozza }) => `/domande/${bozza}/riepilogo` },
  { name: 'receipt', path: ({ presentata }) => `/domande/${presentata}/ricevuta` },
  { name: 'sent', path: ({ presentata }) => `/domande/${presentata}` },
  { name: 'approved', path: ({ approvata }) => `/domande/${approvata}` },
  { name: 'rejected', path: ({ respinta }) => `/domande/${respinta}` },
  { name: 'withdrawn', path: ({ annullata }) => `/domande/${annullata}` },
  { name: 'copy', path: ({ approvata }) => `/domande/${approvata}/domanda` },
  { name: 'statement', path: ({ approvata }) => `/domande/${approvata}/rendiconto` },
  { name: 'own help', path: '/assistenza' },
  { name: 'own password', path: '/cambia-password' },
  { name: 'own password, empty', path: '/cambia-password', act: sendEmpty },
];

/** Every page of the public and of the citizen, in each state that looks different. */
export const states: PageState[] = [
  ...visitor.map((state) => ({ ...state, as: 'visitor' as const })),
  ...citizen.map((state) => ({ ...state, as: 'citizen' as const })),
];

/** An application of the signed-in citizen in each state; the draft is opened where there is none. */
export async function findApplications(page: Page): Promise<Applications> {
  await page.goto('/domande/nuova/buoni-spesa');
  await page.locator('main form button.btn-primary').click();
  await page.waitForURL(/\/domande\/[0-9a-f-]{36}/);
  const bozza = idOf(page.url());
  const [presentata, approvata, respinta, annullata] = [
    await oldest(page, 'Presentata'),
    await oldest(page, 'Approvata'),
    await oldest(page, 'Respinta'),
    await oldest(page, 'Annullata'),
  ];
  return { bozza, presentata, approvata, respinta, annullata };
}

/** The oldest of the demo: the one with spends on its voucher, which no other test touches. */
async function oldest(page: Page, status: string): Promise<string> {
  if (new URL(page.url()).pathname !== '/domande') await page.goto('/domande');
  const rows = page.locator('tbody tr').filter({ hasText: status });
  return idOf((await rows.last().locator('a').getAttribute('href')) ?? '');
}

function idOf(address: string): string {
  return /[0-9a-f-]{36}/.exec(address)?.[0] ?? '';
}

/** Opens a page and brings it into its state. */
export async function reach(
  page: Page,
  state: PageState,
  applications: () => Promise<Applications>,
): Promise<void> {
  const path = typeof state.path === 'string' ? state.path : state.path(await applications());
  const response = await page.goto(path, { waitUntil: 'load' });
  if (response?.status() !== (state.status ?? 200)) {
    throw new Error(`${path} answered ${response?.status()}`);
  }
  await state.act?.(page);
}
