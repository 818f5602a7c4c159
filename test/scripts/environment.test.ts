import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../env';

const complete = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://owner:secret@127.0.0.1:5432/buoni_spesa',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  APP_URL: 'https://buonispesa.comune.example',
  AUTH_SECRET: 'x'.repeat(32),
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
  SMS_GATEWAY: 'embedded',
  MAIL_GATEWAY: 'embedded',
  VIRUS_SCAN: 'embedded',
  RESIDENT_REGISTER: 'embedded',
  ISEE_REGISTER: 'embedded',
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
      'SMS_GATEWAY',
      'MAIL_GATEWAY',
      'VIRUS_SCAN',
      'RESIDENT_REGISTER',
      'ISEE_REGISTER',
    ];
    expect(() => readEnvironment({ NODE_ENV: 'production' })).toThrow(new RegExp(names.join('[^]*')));
  });

  it('never shows a value', () => {
    expect(() =>
      readEnvironment({ ...complete, DATABASE_URL: 'mysql://a:hunter2@b/c', AUTH_SECRET: 'hunter2' }),
    ).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hunter2') as string }));
  });

  it('takes the keys from a file too', () => {
    const { ENCRYPTION_KEYS, ...rest } = complete;
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'buoni-spesa-keys-')), 'keys');
    writeFileSync(file, `${ENCRYPTION_KEYS}\n`);
    expect(readEnvironment({ ...rest, ENCRYPTION_KEYS_FILE: file }).ENCRYPTION_KEYS.trim()).toBe(
      ENCRYPTION_KEYS,
    );
    expect(() => readEnvironment({ ...rest, ENCRYPTION_KEYS_FILE: `${file}.missing` })).toThrow(
      'ENCRYPTION_KEYS_FILE',
    );
    rmSync(path.dirname(file), { recursive: true });
  });

  it('replaces a gateway with the embedded one outside production only', () => {
    const { SMS_GATEWAY: _chosen, ...rest } = complete;
    expect(readEnvironment({ ...rest, NODE_ENV: 'development' }).SMS_GATEWAY).toBe('embedded');
    expect(() => readEnvironment(rest)).toThrow('SMS_GATEWAY');
  });

  it('wants the address of the virus scanner that was chosen', () => {
    const chosen = { ...complete, VIRUS_SCAN: 'clamd' };
    expect(() => readEnvironment(chosen)).toThrow('CLAMD_ADDRESS');
    expect(() => readEnvironment({ ...chosen, CLAMD_ADDRESS: 'somewhere' })).toThrow('CLAMD_ADDRESS');
    expect(readEnvironment({ ...chosen, CLAMD_ADDRESS: '127.0.0.1:3310' })).toMatchObject(chosen);
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
});
