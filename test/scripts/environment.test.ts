import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../env';

const complete = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://owner:secret@127.0.0.1:5432/buoni_spesa',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  APP_URL: 'https://buonispesa.comune.example',
  AUTH_SECRET: 'x'.repeat(32),
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
});
