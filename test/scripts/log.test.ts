import { DrizzleQueryError } from 'drizzle-orm';
import { DatabaseError } from 'pg';
import { describe, expect, it } from 'vitest';
import { loggable } from '../../log';

const canary = 'RSSMRA85T10A562S';
const diagnosis = 'sclerosi multipla';

/** What would be written of a value, as text. */
const written = (value: unknown): string => JSON.stringify(loggable(value));

describe('the log', () => {
  it('holds no parameter of a query that failed, and still says which and why', () => {
    const cause = Object.assign(
      new DatabaseError(`invalid input syntax: "${diagnosis}"`, 1, 'error'),
      {
        code: '23505',
        constraint: 'users_fiscal_code_key',
        detail: `Key (fiscal_code)=(${canary})`,
        severity: 'ERROR',
      },
      { routine: '_bt_check_unique' },
    );
    const text = written({
      err: new DrizzleQueryError('insert into users values ($1, $2)', [canary, diagnosis], cause),
    });
    expect(text).not.toContain(canary);
    expect(text).not.toContain(diagnosis);
    for (const told of ['insert into users values', '23505', 'users_fiscal_code_key', 'log.test.ts'])
      expect(text).toContain(told);
  });

  it.each([
    ['a codice fiscale', `no register knows ${canary.toLowerCase()}`, canary.toLowerCase()],
    ['a mail address', 'refused: anna.rossi+x@posta.example.org', 'anna.rossi'],
    ['a telephone number', 'The To number +393331234567 is not valid', '3331234567'],
    ['an IBAN', 'account IT60X0542811101000000123456', '0542811101000000123456'],
  ])('holds not %s in its words', (_what, words, personal) => {
    expect(written(words)).not.toContain(personal);
    expect(written(new Error(words))).not.toContain(personal);
    expect(written([{ deep: { words } }])).not.toContain(personal);
  });

  it('keeps what names no person', () => {
    const kept = {
      applicationId: '01a218e5-3087-765f-89cb-1116c311f9e0',
      amountCents: 30_000,
      at: '2026-11-26T17:00:00.000Z',
    };
    expect(loggable(kept)).toEqual(kept);
  });
});
