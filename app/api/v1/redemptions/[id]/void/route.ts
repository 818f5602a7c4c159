import * as calls from '@/app/_api/redemptions';
import { route, serve } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { voidRedemption } from '@/commands/voucher/void';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(
    calls.voidRedemption,
    ({ caller, params, body, key }) =>
      voidRedemption(database(), caller, key, { redemptionId: params.id, ...body }),
    (body) => ({ status: 200, body }),
  ),
);
