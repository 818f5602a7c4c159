import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A certificate and its key, as PEM. */
export interface Card {
  certificate: string;
  key: string;
}

/** An authority that issues cards for the tests, by openssl. */
export interface Authority {
  certificate: string;
  /** @param subject e.g. `/C=IT/CN=…`, strokes within a part escaped as `\/` */
  issue: (subject: string, options?: { expired?: boolean; host?: boolean }) => Card;
  remove: () => void;
}

export function openAuthority(name: string): Authority {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'buoni-spesa-ca-'));
  const at = (file: string): string => path.join(folder, file);
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl('req', '-x509', ...ec, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', `/CN=${name}`);
  let issued = 0;
  return {
    certificate: readFileSync(at('ca.pem'), 'utf8'),
    issue(subject, { expired = false, host = false } = {}) {
      const number = ++issued;
      const [key, request, certificate] = [`${number}.key`, `${number}.csr`, `${number}.pem`];
      openssl('req', ...ec, '-keyout', key, '-out', request, '-subj', subject, '-utf8');
      writeFileSync(
        at('extensions'),
        host
          ? 'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n'
          : 'extendedKeyUsage=clientAuth\n',
      );
      const days = expired ? '-1' : '1';
      const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-set_serial', String(number)];
      openssl(
        'x509',
        '-req',
        '-in',
        request,
        ...by,
        '-out',
        certificate,
        '-days',
        days,
        '-extfile',
        'extensions',
      );
      return { certificate: readFileSync(at(certificate), 'utf8'), key: readFileSync(at(key), 'utf8') };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The subject of a CNS: tax code, number of the card, hash. */
export const cnsSubject = (fiscalCode: string): string =>
  `/C=IT/O=CNS di prova/CN=${fiscalCode}\\/7430035000000001.hQb3kVx0WkM=/GN=Nina/SN=Prova`;
