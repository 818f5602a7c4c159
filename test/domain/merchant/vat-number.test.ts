import { describe, expect, it } from 'vitest';
import { normaliseVatNumber, vatNumberFault } from '../../../domain/merchant/vat-number';

describe('a partita IVA', () => {
  // Published numbers of public bodies and companies: INPS, Agenzia delle Entrate, Eni, Poste Italiane.
  it.each(['02121151001', '06363391001', '00905811006', '01114601006'])('%s is right', (number) => {
    expect(vatNumberFault(number)).toBeNull();
  });

  it('may be typed with its country, blanks and dots', () => {
    expect(normaliseVatNumber(' it 0090 5811.006 ')).toBe('00905811006');
  });

  it('with any one digit changed is wrong', () => {
    const number = '00905811006';
    for (let place = 0; place < 11; place++) {
      for (let digit = 0; digit < 10; digit++) {
        const changed = number.slice(0, place) + String(digit) + number.slice(place + 1);
        if (changed !== number) expect(vatNumberFault(changed)).toBe('vat-number-check');
      }
    }
  });

  it.each(['', '1234567890', '123456789012', 'RSSMRA85T10A562S', '00000000000'])(
    '"%s" has not its shape',
    (number) => {
      expect(vatNumberFault(number)).toBe('vat-number-shape');
    },
  );
});
