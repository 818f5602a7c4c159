import { describe, expect, it } from 'vitest';
import { readSignalKey, signalKey, signalKinds, signalState } from '../../../domain/control/signals';
import {
  completed,
  initialThresholds,
  judgeThresholds,
  thresholdFields,
  thresholdNames,
  type ThresholdName,
} from '../../../domain/control/thresholds';

const merchantId = '0190c3f0-0000-7000-8000-000000000001';

describe('the name of a signal', () => {
  it.each(signalKinds)('of %s says its kind and its merchant', (kind) => {
    expect(readSignalKey(signalKey(kind, merchantId, `${merchantId}.2021-05`))).toEqual({ kind, merchantId });
  });

  it.each([
    '',
    'round',
    `round.${merchantId}`,
    `square.${merchantId}.x`,
    `round.${merchantId}.a/b`,
    'round.x.y',
  ])('is never %j', (key) => {
    expect(readSignalKey(key)).toBeNull();
  });
});

describe('a signal', () => {
  const seen = { count: 3, vouchers: 3, amountCents: 90_000 };

  it('waits until somebody has looked at it, and again when it has grown', () => {
    expect(signalState({ count: 3 }, null)).toBe('da vedere');
    expect(signalState({ count: 3 }, { finding: 'chiarito', seen })).toBe('chiarito');
    expect(signalState({ count: 4 }, { finding: 'chiarito', seen })).toBe('cresciuto');
    expect(signalState({ count: 2 }, { finding: 'da seguire', seen })).toBe('da seguire');
  });
});

describe('the thresholds', () => {
  it('begin within their own bounds', () => {
    expect(judgeThresholds(initialThresholds)).toEqual({ ok: true, value: initialThresholds });
  });

  it.each(thresholdNames)('%s is a whole number within its bounds', (name) => {
    const { least, most } = thresholdFields[name];
    for (const value of [least, most])
      expect(judgeThresholds({ ...initialThresholds, [name]: value }).ok).toBe(true);
    for (const value of [least - 1, most + 1, least + 0.5, NaN, Infinity, null]) {
      const outcome = judgeThresholds({ ...initialThresholds, [name]: value });
      expect(outcome).toMatchObject({
        ok: false,
        error: { faults: [{ field: name, code: 'out-of-bounds' }] },
      });
    }
  });

  it('kept before one existed are completed with its first figure', () => {
    const { wrongCodes: _, ...older } = { ...initialThresholds, rapidSeconds: 5 };
    expect(completed(older)).toEqual({ ...initialThresholds, rapidSeconds: 5 });
  });

  it('all wrong are all told', () => {
    const none = Object.fromEntries(thresholdNames.map((name) => [name, null])) as Record<
      ThresholdName,
      null
    >;
    const outcome = judgeThresholds(none);
    expect(outcome.ok ? [] : outcome.error.faults.map(({ field }) => field)).toEqual(thresholdNames);
  });
});
