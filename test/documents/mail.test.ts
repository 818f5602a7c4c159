import { describe, expect, it } from 'vitest';
import { writeMailPage } from '../../documents/mail';
import { writeMessage, type WrittenMessage } from '../../domain/messages';
import { contrast } from '../../domain/contrast';

const sender = { name: 'Comune di Assemini', url: 'https://buoni.example.org' };
const applicationId = '018f2d3c-7b7a-7c3e-9a53-0b6f2f1f9d11';
const decided = { givenName: 'Luigi', programme: 'Buoni Spesa', applicationId, registration: '11625/2021' };

const written: WrittenMessage[] = [
  writeMessage('application-approved', { ...decided, amountCents: 30_000 }, sender),
  writeMessage('voucher-blocked', decided, sender),
  writeMessage(
    'credentials',
    { givenName: 'Luigi', username: 'l.giallo', temporaryPassword: 'abcd-2345' },
    sender,
  ),
  writeMessage('ticket-answered', { name: 'Luigi', code: 'ABCD2345', secret: 'a&b"c' }, sender),
];
const page = (message: WrittenMessage | undefined) =>
  writeMailPage(message ?? { subject: '', text: '' }, sender);

/** What a page says, line by line, and what its buttons and links lead to. */
const links = (html: string) =>
  [...html.matchAll(/<a (?:class="(button)" )?href="([^"]*)">([^<]*)<\/a>/g)].map(
    ([, button, href, label]) => ({
      button: button !== undefined,
      href: href?.replaceAll('&amp;', '&').replaceAll('&quot;', '"'),
      label,
    }),
  );
const words = (html: string) =>
  html
    .slice(html.indexOf('<main>'))
    .replaceAll(/<a class="button"[^>]*>[^<]*<\/a>/g, '')
    .replaceAll(/<\/?a[^>]*>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll(/\s+/g, ' ')
    .trim();

describe('the page of a mail', () => {
  it.each(written)('says the words of its text: $subject', (message) => {
    const text = message.text.replaceAll(/(^|\n)https:\S+/g, '').replaceAll(/\s+/g, ' ');
    expect(words(page(message))).toBe(`${message.subject} ${text}`.trim());
  });

  it('makes a button of an address on its own line, and names what it opens', () => {
    expect(links(page(written[0]))).toEqual([
      { button: true, href: `${sender.url}/domande/${applicationId}`, label: 'Apri la domanda' },
    ]);
    const { text = '' } = written[3] ?? {};
    expect(links(page(written[3]))).toEqual([
      { button: true, href: /https:\S+/.exec(text)?.[0], label: 'Apri la richiesta' },
    ]);
  });

  it('links an address within a sentence without its full stop', () => {
    const address = `${sender.url}/accedi`;
    expect(links(page(written[2]))).toEqual([{ button: false, href: address, label: address }]);
    expect(page(written[2])).toContain('</a>. Al primo accesso');
  });

  it('lets nothing that was typed become a tag or a link', () => {
    const programme = '<img src=x onerror=alert(1)>"\' & https://evil.example/a';
    const html = page(
      writeMessage('voucher-blocked', { ...decided, programme, givenName: '</p><script>' }, sender),
    );
    expect(html).not.toMatch(/<img|<script|href="https:\/\/evil/);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39; &amp; https://evil.example/a');
    const alike = page({ subject: 'x', text: `${sender.url}.evil.example/a\n\nComune` });
    expect(links(alike)).toEqual([]);
  });

  it('loads nothing from anywhere', () => {
    for (const message of written)
      expect(page(message)).not.toMatch(/\ssrc=|url\(|@import|<link|<form|<iframe/);
  });

  it('has a language, a title, a heading, and colours that can be read by day and by night', () => {
    const html = page(written[0]);
    expect(html).toContain('<html lang="it">');
    expect(html).toContain(`<title>${written[0]?.subject}</title>`);
    expect(html.match(/<h1>/g)).toHaveLength(1);
    const pairs = [...html.matchAll(/color: (#\w{6}); background: (#\w{6})/g)];
    expect(pairs).toHaveLength(4);
    for (const [, ink = '', paper = ''] of pairs) expect(contrast(ink, paper)).toBeGreaterThanOrEqual(7);
  });
});
