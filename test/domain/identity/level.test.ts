import { describe, expect, it } from 'vitest';
import { sufficientLevel } from '../../../domain/identity/level';

describe('the level of an identity', () => {
  it.each([
    ['https://www.spid.gov.it/SpidL2', 2],
    ['https://www.spid.gov.it/SpidL3', 3],
    ['https://www.cie.gov.it/CieL3', 3],
    ['http://eidas.europa.eu/LoA/substantial', 2],
    ['https://www.spid.gov.it/SpidL1', null],
    ['http://eidas.europa.eu/LoA/low', null],
    ['SpidL2', null],
    ['constructor', null],
    ['', null],
    [undefined, null],
    [2, null],
    [['https://www.spid.gov.it/SpidL2'], null],
  ])('%j is %j: what is unknown or below the second is not enough', (acr, level) => {
    expect(sufficientLevel(acr)).toBe(level);
  });
});
