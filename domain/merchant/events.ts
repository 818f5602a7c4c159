import type { BusinessField } from './business';

/** A value of the business that was replaced. */
export interface BusinessChange {
  field: BusinessField;
  from: string | null;
  to: string | null;
}

interface OnShop {
  shopId: string;
  /** Name of the shop, as it was called then. */
  shop: string;
}

interface OnTill {
  tillId: string;
  /** Name of the till and of its shop, as they were called then. */
  till: string;
  shop: string;
}

interface OnCashier {
  userId: string;
  username: string;
}

/** What happens to a merchant. Days are `YYYY-MM-DD`. */
export type MerchantEvent =
  /** Asked for by the business itself, with the version of the declarations it accepted. */
  | { kind: 'applied'; declarations: string }
  | { kind: 'registered' }
  | { kind: 'accepted'; number: number; year: number; from: string; until: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'suspended'; reason: string }
  | { kind: 'resumed' }
  | { kind: 'ended'; reason: string }
  | { kind: 'prolonged'; from: string | null; until: string }
  | { kind: 'edited'; changes: BusinessChange[] }
  /** IBANs whole, for the auditor: pages get them masked. */
  | { kind: 'account-changed'; from: string | null; to: string }
  | ({ kind: 'shop-opened' } & OnShop)
  | ({ kind: 'shop-changed' } & OnShop)
  | ({ kind: 'shop-closed' } & OnShop)
  | ({ kind: 'shop-reopened' } & OnShop)
  | ({ kind: 'till-added' } & OnTill)
  | ({ kind: 'till-renamed' } & OnTill)
  | ({ kind: 'till-stopped' } & OnTill)
  | ({ kind: 'till-restarted' } & OnTill)
  | ({ kind: 'key-made'; ending: string } & OnTill)
  | ({ kind: 'key-revoked'; ending: string } & OnTill)
  | ({ kind: 'manager-added' } & OnCashier)
  | ({ kind: 'cashier-added'; shop: string } & OnCashier)
  | ({ kind: 'cashier-moved'; shop: string } & OnCashier)
  | ({ kind: 'cashier-suspended' } & OnCashier)
  | ({ kind: 'cashier-resumed' } & OnCashier)
  | ({ kind: 'cashier-password-reset' } & OnCashier);

export type MerchantEventKind = MerchantEvent['kind'];
