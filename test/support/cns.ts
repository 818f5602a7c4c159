import { createHmac } from 'node:crypto';
import { signedText } from '../../integrations/identity/cns';

/** What the applications of the tests share with whoever plays the reverse proxy. */
export const cnsProxySecret = 'cns-proxy-secret-of-the-tests-0123456789';

/** The headers a proxy sends with a certificate. */
export function proxyHeaders(
  der: Buffer,
  { secret = cnsProxySecret, at = Date.now(), path = '/accedi/identita/cns', method = 'GET' } = {},
): { 'client-cert': string; 'client-cert-signature': string } {
  const certificate = `:${der.toString('base64')}:`;
  const seconds = Math.floor(at / 1000);
  const text = signedText({ certificate, method, path }, seconds);
  const hex = createHmac('sha256', secret).update(text).digest('hex');
  return { 'client-cert': certificate, 'client-cert-signature': `t=${seconds},v1=${hex}` };
}
