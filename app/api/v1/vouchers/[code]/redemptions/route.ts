import * as calls from '@/app/_api/vouchers';
import { route, serve } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { redeemVoucher } from '@/commands/voucher/redeem';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(
    calls.redeemVoucher,
    ({ caller, params, body, key }) => redeemVoucher(database(), caller, key, { ...params, ...body }),
    (body) => ({ status: 201, body }),
  ),
);
