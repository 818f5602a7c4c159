// What nginx says of the card it has verified (njs): the certificate as RFC 9440 writes it, and our signature over it.
import crypto from 'crypto';
import fs from 'fs';

// The same as CNS_PROXY_SECRET of the application; readable by nginx alone.
const secret = fs.readFileSync('/etc/buoni-spesa/cns-proxy-secret', 'utf8').trim();

// `Client-Cert: :<base64 of DER>:`, and nothing unless the card was verified: nginx answers NONE or FAILED: otherwise.
function certificate(r) {
  if (r.variables.ssl_client_verify !== 'SUCCESS') return '';
  return ':' + r.variables.ssl_client_raw_cert.replace(/-----[^-]+-----|\s/g, '') + ':';
}

// `Client-Cert-Signature: t=<seconds>,v1=<hex>`: HMAC-SHA256 over seconds, method, path and certificate, a line each.
function signature(r) {
  const given = certificate(r);
  if (given === '') return '';
  const seconds = Math.floor(Date.now() / 1000);
  const text = [seconds, r.method, r.uri, given].join('\n');
  return 't=' + seconds + ',v1=' + crypto.createHmac('sha256', secret).update(text).digest('hex');
}

export default { certificate, signature };
