import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnvironment, trustedProxies } from '../../env';
import { embeddedGateways } from '../../scripts/stack/environment';

const complete = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://owner:secret@127.0.0.1:5432/buoni_spesa',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  APP_URL: 'https://buonispesa.comune.example',
  AUTH_SECRET: 'x'.repeat(32),
  AUDIT_ANCHORS: '/var/anchors',
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
  ...embeddedGateways,
  IDENTITY_GATEWAY: 'none',
};

describe('the environment', () => {
  it('is read with its defaults', () => {
    expect(readEnvironment(complete)).toMatchObject({ TEMPORAL_NAMESPACE: 'default', DATABASE_POOL: 10 });
  });

  it('lists everything that is missing at once', () => {
    const names = [
      'DATABASE_URL',
      'TEMPORAL_ADDRESS',
      'APP_URL',
      'AUTH_SECRET',
      'ENCRYPTION_KEYS',
      'AUDIT_ANCHORS',
      'SMS_GATEWAY',
      'MAIL_GATEWAY',
      'FILE_STORE',
      'VIRUS_SCAN',
      'RESIDENT_REGISTER',
      'ISEE_REGISTER',
      'IDENTITY_GATEWAY',
    ];
    expect(() => readEnvironment({ NODE_ENV: 'production' })).toThrow(new RegExp(names.join('[^]*')));
  });

  it('never shows a value', () => {
    expect(() =>
      readEnvironment({ ...complete, DATABASE_URL: 'mysql://a:hunter2@b/c', AUTH_SECRET: 'hunter2' }),
    ).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hunter2') as string }));
  });

  it('takes a variable from the file that is named for it, unless it is written itself', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'secret-')), 'secret');
    writeFileSync(path, `${'y'.repeat(40)}\n`);
    const { AUTH_SECRET: _, ...rest } = complete;
    expect(readEnvironment({ ...rest, AUTH_SECRET_FILE: path }).AUTH_SECRET).toBe('y'.repeat(40));
    expect(readEnvironment({ ...complete, AUTH_SECRET_FILE: path }).AUTH_SECRET).toBe('x'.repeat(32));
    expect(readEnvironment({ ...complete, SMTP_PASSWORD_FILE: path, SMTP_USER: 'u' }).SMTP_PASSWORD).toBe(
      'y'.repeat(40),
    );
    expect(() => readEnvironment({ ...rest, AUTH_SECRET_FILE: `${path}-not` })).toThrow('AUTH_SECRET_FILE');
  });

  it('knows the secrets before the present one, each as long as it', () => {
    const [one, other] = ['a'.repeat(32), 'b'.repeat(32)];
    expect(readEnvironment(complete).AUTH_SECRET_PREVIOUS).toBeUndefined();
    expect(readEnvironment({ ...complete, AUTH_SECRET_PREVIOUS: `${one}, ${other}` })).toMatchObject({
      AUTH_SECRET_PREVIOUS: [one, other],
    });
    expect(() => readEnvironment({ ...complete, AUTH_SECRET_PREVIOUS: `${one},hunter2` })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') as string }),
    );
  });

  it('takes the keys from a file too', () => {
    const { ENCRYPTION_KEYS, ...rest } = complete;
    const file = join(mkdtempSync(join(tmpdir(), 'keys-')), 'keys');
    writeFileSync(file, `${ENCRYPTION_KEYS}\n`);
    expect(readEnvironment({ ...rest, ENCRYPTION_KEYS_FILE: file }).ENCRYPTION_KEYS).toBe(ENCRYPTION_KEYS);
    expect(() => readEnvironment({ ...rest, ENCRYPTION_KEYS_FILE: `${file}.missing` })).toThrow(
      'ENCRYPTION_KEYS_FILE',
    );
  });

  it('replaces a gateway with the embedded one outside production only', () => {
    const { SMS_GATEWAY: _chosen, ...rest } = complete;
    expect(readEnvironment({ ...rest, NODE_ENV: 'development' }).SMS_GATEWAY).toBe('embedded');
    expect(() => readEnvironment(rest)).toThrow('SMS_GATEWAY');
  });

  it('wants the token of the file store that was chosen, as the dashboard shows it', () => {
    const chosen = { ...complete, FILE_STORE: 'uploadthing' };
    const token = Buffer.from(JSON.stringify({ apiKey: 'sk_live_1', appId: 'app', regions: ['fra1'] }));
    expect(() => readEnvironment(chosen)).toThrow('UPLOADTHING_TOKEN must be set');
    expect(() => readEnvironment({ ...chosen, UPLOADTHING_TOKEN: 'sk_live_1' })).toThrow('UPLOADTHING_TOKEN');
    expect(readEnvironment({ ...chosen, UPLOADTHING_TOKEN: token.toString('base64') })).toMatchObject(chosen);
  });

  it('wants the address of the virus scanner that was chosen', () => {
    const chosen = { ...complete, VIRUS_SCAN: 'clamd' };
    expect(() => readEnvironment(chosen)).toThrow('CLAMD_ADDRESS');
    expect(() => readEnvironment({ ...chosen, CLAMD_ADDRESS: 'somewhere' })).toThrow('CLAMD_ADDRESS');
    expect(readEnvironment({ ...chosen, CLAMD_ADDRESS: '127.0.0.1:3310' })).toMatchObject(chosen);
  });

  it('wants what SPID and CIE are offered with: an issuer behind TLS, a secret or else a key', () => {
    const chosen = { ...complete, IDENTITY_GATEWAY: 'oidc' };
    expect(() => readEnvironment(chosen)).toThrow(/OIDC_ISSUER[^]*OIDC_CLIENT_ID/);
    const client = { ...chosen, OIDC_ISSUER: 'https://login.example.org', OIDC_CLIENT_ID: 'buoni' };
    expect(() => readEnvironment(client)).toThrow('OIDC_CLIENT_SECRET');
    const secret = { ...client, OIDC_CLIENT_SECRET: 'secret' };
    expect(readEnvironment(secret)).toMatchObject(secret);
    const key = { ...client, OIDC_PRIVATE_KEY: '/run/secrets/key.pem', OIDC_KEY_ID: 'one' };
    expect(readEnvironment(key)).toMatchObject(key);
    expect(() => readEnvironment({ ...secret, ...key })).toThrow('OIDC_CLIENT_SECRET');
    expect(() => readEnvironment({ ...client, OIDC_PRIVATE_KEY: '/key.pem' })).toThrow('OIDC_KEY_ID');
    const insecure = { ...secret, OIDC_ISSUER: 'http://login.example.org' };
    expect(() => readEnvironment(insecure)).toThrow('OIDC_ISSUER');
    expect(readEnvironment({ ...insecure, OIDC_ISSUER: 'http://127.0.0.1:9000' })).toBeTruthy();
  });

  it('offers the CNS only where the proxy signs, on the host the session belongs to', () => {
    const CNS_URL = new URL('/', complete.APP_URL);
    CNS_URL.port = '8443';
    const secret = { ...complete, CNS_PROXY_SECRET: 'x'.repeat(32) };
    expect(() => readEnvironment({ ...complete, CNS_URL: CNS_URL.href })).toThrow('CNS_PROXY_SECRET');
    expect(() => readEnvironment({ ...secret, CNS_URL: 'https://elsewhere.example.org' })).toThrow(
      'same host',
    );
    expect(readEnvironment({ ...secret, CNS_URL: CNS_URL.href })).toMatchObject({ CNS_URL: CNS_URL.href });
  });

  it('wants what a register of another body is asked with, and only of the one that was chosen', () => {
    const chosen = { ...complete, RESIDENT_REGISTER: 'anpr' };
    expect(() => readEnvironment(chosen)).toThrow(/PDND_TOKEN_URL[^]*PDND_PRIVATE_KEY[^]*ANPR_PURPOSE_ID/);
    expect(() => readEnvironment(chosen)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('INPS_') as string }),
    );
  });

  it('wants a client certificate with its key', () => {
    expect(() => readEnvironment({ ...complete, TEMPORAL_TLS_CERT: 'client.pem' })).toThrow(
      'TEMPORAL_TLS_KEY',
    );
  });

  const id = '0123456789abcdef0123456789abcdef';
  it.each([
    [
      'SMS_GATEWAY',
      'twilio',
      { TWILIO_ACCOUNT_SID: `AC${id}`, TWILIO_AUTH_TOKEN: 't', TWILIO_FROM: '+3932012345' },
    ],
    [
      'MAIL_GATEWAY',
      'resend',
      { RESEND_API_KEY: 're_1', RESEND_WEBHOOK_SECRET: `whsec_${id}`, MAIL_FROM: 'noreply@comune.example' },
    ],
    [
      'MAIL_GATEWAY',
      'smtp',
      { SMTP_ADDRESS: 'mail.comune.example:587', MAIL_FROM: 'noreply@comune.example' },
    ],
  ])(
    '%s=%s wants what that carrier needs, all at once, and only where it is chosen',
    (name, chosen, needs) => {
      const names = Object.keys(needs);
      expect(() => readEnvironment({ ...complete, [name]: chosen })).toThrow(new RegExp(names.join('[^]*')));
      expect(readEnvironment({ ...complete, [name]: chosen, ...needs })).toMatchObject(needs);
      for (const each of names.filter((one) => one !== 'TWILIO_AUTH_TOKEN' && one !== 'RESEND_API_KEY')) {
        expect(() => readEnvironment({ ...complete, [name]: chosen, ...needs, [each]: 'not_this!' })).toThrow(
          each,
        );
      }
    },
  );

  it.each(['Comune', `MG${id}`, '+3932012345'])('lets SMS come from %s', (TWILIO_FROM) => {
    expect(readEnvironment({ ...complete, TWILIO_FROM })).toMatchObject({ TWILIO_FROM });
  });

  it('sends no password over an open line', () => {
    const account = { SMTP_USER: 'portale', SMTP_PASSWORD: 'hunter2' };
    expect(readEnvironment({ ...complete, ...account }).SMTP_SECURITY).toBe('starttls');
    expect(() => readEnvironment({ ...complete, ...account, SMTP_SECURITY: 'none' })).toThrow(
      'SMTP_SECURITY',
    );
    expect(() => readEnvironment({ ...complete, SMTP_USER: 'portale' })).toThrow('SMTP_PASSWORD');
  });

  it.each([
    [{ APP_URL: 'https://buonispesa.comune.example' }, 1],
    [{ APP_URL: 'http://localhost:3000' }, 0],
    [{ TRUSTED_PROXIES: '' }, 1],
    [{ TRUSTED_PROXIES: '2' }, 2],
    [{ TRUSTED_PROXIES: '0' }, 0],
  ])('counts the proxies of %j', (said, count) => {
    expect(trustedProxies(readEnvironment({ ...complete, ...said }))).toBe(count);
  });

  it.each(['-1', '1.5', 'two', '99'])('takes no %s proxies', (TRUSTED_PROXIES) => {
    expect(() => readEnvironment({ ...complete, TRUSTED_PROXIES })).toThrow('TRUSTED_PROXIES');
  });
});
