import { describe, expect, it } from 'vitest';
import { readReasons, rejectionReasons } from '../../../domain/application/reasons';

describe('reasons', () => {
  it.each<[readonly string[], string | null, ReturnType<typeof readReasons>]>([
    [['non-residente'], null, { codes: ['non-residente'] }],
    [['altro'], 'Perché', { codes: ['altro'] }],
    [['altro', 'non-residente'], 'Perché', { codes: ['non-residente', 'altro'] }],
    [['non-residente', 'non-residente'], '', { codes: ['non-residente'] }],
    [[], 'Perché', { fault: 'reasonCodes' }],
    [['non-residente', 'antipatia'], 'Perché', { fault: 'reasonCodes' }],
    [['toString'], 'Perché', { fault: 'reasonCodes' }],
    [['altro'], ' \n', { fault: 'reason' }],
    [['non-residente', 'altro'], null, { fault: 'reason' }],
  ])('%j with %j are read as %j', (given, text, read) => {
    expect(readReasons(rejectionReasons, given, text)).toEqual(read);
  });
});
