import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findNginx } from '../../scripts/testing/nginx';
import { cnsSubject, openAuthority, type Authority, type Card } from '../support/authority';
import { proxyHeaders } from '../support/cns';
import { given } from '../support/given';
import { askOverTls, startFront, type Answer, type Front } from '../support/nginx';
import { uniqueCode } from '../support/unique-code';

const nginx = await findNginx();
const address = '/accedi/identita/cns?ritorno=%2Fdomande';
const problem = (code: string) => `/accedi/identita/problema/${code}`;

let cards: Authority;
let strangers: Authority;
let front: Front | null = null;
let card: Card;
const fiscalCode = uniqueCode('PRVNNI92E49');

beforeAll(async () => {
  cards = openAuthority('CNS di prova');
  strangers = openAuthority('Nessuna CNS');
  card = cards.issue(cnsSubject(fiscalCode));
  const host = strangers.issue('/CN=localhost', { host: true });
  if (nginx) front = await startFront(nginx, { application: given('TEST_APP_URL'), cards, host });
});
afterAll(async () => {
  await front?.stop();
  cards.remove();
  strangers.remove();
});

const derOf = ({ certificate }: Card): Buffer => new X509Certificate(certificate).raw;
const shown = ({ certificate, key }: Card) => ({ cert: certificate, key });

/** Where on the portal an answer leads: the card's door has no pages. */
const leadsTo = ({ location = '' }: Answer): string => location.replace(given('TEST_APP_URL'), '');

async function askApplication(headers: Record<string, string>): Promise<Answer> {
  const answer = await fetch(`${given('TEST_APP_URL')}${address}`, { headers, redirect: 'manual' });
  const location = answer.headers.get('location') ?? undefined;
  return { status: answer.status, location, cookies: answer.headers.getSetCookie() };
}

const carriesPerson = ({ cookies }: Answer): boolean =>
  cookies.some((cookie) => /^buoni-spesa\.(session|identity-proved)=[^;]/.test(cookie));

describe.skipIf(nginx === null)('through nginx as the sample configures it', () => {
  test('a good card enters', async () => {
    const answer = await askOverTls(front?.door ?? 0, address, shown(card));
    expect(leadsTo(answer)).toBe('/accedi/identita/conferma');
    expect(carriesPerson(answer)).toBe(true);
  });

  test.each<[string, () => object]>([
    ['no card', () => ({})],
    ['a card of another authority', () => shown(strangers.issue(cnsSubject(fiscalCode)))],
    ['a card that has expired', () => shown(cards.issue(cnsSubject(fiscalCode), { expired: true }))],
    ['no card, and headers made by hand', () => ({ headers: proxyHeaders(derOf(card)) })],
    [
      'a card of another authority, and headers made by hand',
      () => ({ ...shown(strangers.issue(cnsSubject(fiscalCode))), headers: proxyHeaders(derOf(card)) }),
    ],
  ])('%s does not', async (_what, options) => {
    const answer = await askOverTls(front?.door ?? 0, address, options());
    expect(leadsTo(answer)).toBe(problem('no-certificate'));
    expect(carriesPerson(answer)).toBe(false);
  });

  test('a card with headers of another is the card', async () => {
    const other = cards.issue('/C=IT/CN=Senza codice');
    const headers = proxyHeaders(derOf(card));
    const answer = await askOverTls(front?.door ?? 0, address, { ...shown(other), headers });
    expect(leadsTo(answer)).toBe(problem('claims-missing'));
  });

  test('the portal’s own door takes the word of no visitor, and the card’s door leads nowhere else', async () => {
    const headers = proxyHeaders(derOf(card));
    const answer = await askOverTls(front?.portal ?? 0, address, { ...shown(card), headers });
    expect(leadsTo(answer)).toBe(problem('no-certificate'));
    expect((await askOverTls(front?.portal ?? 0, '/api/health')).status).toBe(200);
    expect((await askOverTls(front?.door ?? 0, '/api/health', shown(card))).status).toBe(404);
  });
});

describe('straight to the application', () => {
  test('what the proxy signed enters, and nothing that was made by hand', async () => {
    const good = proxyHeaders(derOf(card));
    expect(leadsTo(await askApplication(good))).toBe('/accedi/identita/conferma');
    const forged = [
      { 'client-cert': good['client-cert'] },
      proxyHeaders(derOf(card), { secret: 'a-guess-of-the-right-length-0123456789' }),
      proxyHeaders(derOf(card), { at: Date.now() - 120_000 }),
      {
        ...good,
        'client-cert': proxyHeaders(derOf(cards.issue(cnsSubject('GLLLGU67A12H501V'))))['client-cert'],
      },
    ];
    for (const headers of forged) {
      const answer = await askApplication(headers);
      expect(leadsTo(answer)).toBe(problem('not-trusted'));
      expect(carriesPerson(answer)).toBe(false);
    }
  });
});
