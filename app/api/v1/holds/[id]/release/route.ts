import * as calls from '@/app/_api/holds';
import { route, serve } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { releaseHold } from '@/commands/voucher/release-hold';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(
    calls.releaseHold,
    ({ caller, params, key }) => releaseHold(database(), caller, key, { holdId: params.id }),
    (body) => ({ status: 200, body }),
  ),
);
