import { sql } from 'drizzle-orm';
import { redemptions, vouchers } from '../schema/ledger';
import { endingLength } from '../../domain/ticket/look';

/**
 * The last letters of the code that a spend was made with, where `redemptions` is joined to `vouchers`: the one in force at
 * that moment, whatever took its place since. An amount that was set aside was so by the code of that moment, also where
 * it was spent after a new one.
 */
export const codeEnd = sql<string>`right(coalesce((
  select c.code from retired_codes c where c.voucher_id = ${redemptions.voucherId}
    and c.retired_at > coalesce((select h.at from voucher_holds h where h.id = ${redemptions.holdId}), ${redemptions.at})
  order by c.retired_at limit 1), ${vouchers.code}), ${sql.raw(String(endingLength))})`;
