import { X509Certificate } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { cnsIdentity, type ClientCertificate } from '../../../integrations/identity/cns';
import { cnsSubject, openAuthority } from '../../support/authority';
import { cnsProxySecret, proxyHeaders } from '../../support/cns';

const fiscalCode = 'PRVNNI92E49B354U';
const authority = openAuthority('CNS di prova');
afterAll(() => authority.remove());

const derOf = (pem: string): Buffer => new X509Certificate(pem).raw;
const card = derOf(authority.issue(cnsSubject(fiscalCode)).certificate);

const asked = { method: 'GET', path: '/accedi/identita/cns' };
const handedOn = (der: Buffer, options?: Parameters<typeof proxyHeaders>[1]): ClientCertificate => {
  const headers = proxyHeaders(der, options);
  return { ...asked, certificate: headers['client-cert'], signature: headers['client-cert-signature'] };
};
const read = (given: ClientCertificate, now = Date.now()) => cnsIdentity(given, cnsProxySecret, now);

describe('the certificate of a CNS that the proxy hands on', () => {
  it('says who the card is of, at level 3; the day of birth it does not know', () => {
    expect(read(handedOn(card))).toEqual({
      ok: true,
      value: {
        method: 'cns',
        issuer: 'cns',
        subject: fiscalCode,
        level: 3,
        fiscalCode,
        familyName: 'Prova',
        givenName: 'Nina',
        birthDate: null,
        email: null,
        mobile: null,
      },
    });
  });

  it('is missing where no card was read', () => {
    for (const certificate of [null, '']) {
      expect(read({ ...asked, certificate, signature: null })).toEqual({
        ok: false,
        error: 'no-certificate',
      });
    }
  });

  const good = handedOn(card);
  const others = derOf(authority.issue(cnsSubject('GLLLGU67A12H501V')).certificate);
  it.each<[string, ClientCertificate]>([
    ['has no signature', { ...good, signature: null }],
    ['is signed with another secret', handedOn(card, { secret: 'another-secret-of-the-right-length-01' })],
    ['was signed two minutes ago', handedOn(card, { at: Date.now() - 120_000 })],
    ['was signed for later', handedOn(card, { at: Date.now() + 120_000 })],
    ['was signed for another address', handedOn(card, { path: '/accedi' })],
    ['was signed for another method', handedOn(card, { method: 'POST' })],
    ['is not the one that was signed', { ...good, certificate: handedOn(others).certificate }],
    ['came twice', { ...good, certificate: `${good.certificate}, ${good.certificate}` }],
    ['is PEM and not what RFC 9440 says', { ...good, certificate: authority.certificate }],
    ['is no certificate', handedOn(Buffer.from('not a certificate'))],
    ['has a signature that is none', { ...good, signature: 't=1,v1=zz' }],
  ])('is not believed when it %s', (_what, given) => {
    expect(read(given)).toEqual({ ok: false, error: 'not-trusted' });
  });

  it.each([
    ['without a tax code', '/C=IT/CN=Nina Prova'],
    ['with a tax code that is none', cnsSubject('PRVNNI92E49B354X')],
    ['without the number of a card', `/C=IT/CN=${fiscalCode}`],
  ])('lets nobody in %s', (_what, subject) => {
    const other = derOf(authority.issue(subject).certificate);
    expect(read(handedOn(other))).toEqual({ ok: false, error: 'claims-missing' });
  });
});
