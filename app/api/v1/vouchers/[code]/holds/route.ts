import * as calls from '@/app/_api/vouchers';
import { route, serve } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { placeHold } from '@/commands/voucher/place-hold';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(
    calls.placeHold,
    ({ caller, params, body, key }) => placeHold(database(), caller, key, { ...params, ...body }),
    (body) => ({ status: 201, body }),
  ),
);
