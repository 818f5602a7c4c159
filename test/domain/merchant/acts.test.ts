import { describe, expect, it } from 'vitest';
import {
  agreementActs,
  foldMerchantStatus,
  mayHappen,
  merchantStatusAfter,
} from '../../../domain/merchant/acts';
import { merchantStatuses } from '../../../domain/merchant/status';

describe('the acts on an agreement', () => {
  const table = Object.fromEntries(
    merchantStatuses.map((status) => [status, agreementActs.filter((act) => mayHappen(status, act))]),
  );

  it('are possible as the table says', () => {
    expect(table).toEqual({
      richiesto: ['accepted', 'refused'],
      attivo: ['prolonged', 'suspended', 'ended'],
      sospeso: ['prolonged', 'resumed', 'ended'],
      cessato: [],
      respinto: [],
    });
  });

  it('lead to the state they name', () => {
    expect(merchantStatusAfter('richiesto', 'accepted')).toBe('attivo');
    expect(merchantStatusAfter('richiesto', 'refused')).toBe('respinto');
    expect(merchantStatusAfter('attivo', 'suspended')).toBe('sospeso');
    expect(merchantStatusAfter('sospeso', 'resumed')).toBe('attivo');
    expect(merchantStatusAfter('sospeso', 'ended')).toBe('cessato');
    expect(merchantStatusAfter('cessato', 'resumed')).toBeNull();
  });

  it('only begin with an application or a registration', () => {
    expect(merchantStatusAfter(null, 'applied')).toBe('richiesto');
    expect(merchantStatusAfter(null, 'registered')).toBe('richiesto');
    expect(merchantStatusAfter(null, 'accepted')).toBeNull();
    expect(merchantStatusAfter('attivo', 'applied')).toBeNull();
  });

  it('fold into the state a history makes', () => {
    expect(foldMerchantStatus(['applied', 'accepted', 'manager-added', 'suspended'])).toBe('sospeso');
    expect(foldMerchantStatus(['registered', 'accepted', 'shop-opened', 'ended'])).toBe('cessato');
    expect(foldMerchantStatus(['accepted'])).toBeNull();
  });

  it('leave an ended merchant the right to name the account it is still owed on', () => {
    expect(mayHappen('cessato', 'account-changed')).toBe(true);
    expect(mayHappen('cessato', 'key-made')).toBe(false);
    expect(mayHappen('cessato', 'key-revoked')).toBe(true);
  });
});
