import * as calls from '@/app/_api/holds';
import { route, serve } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { confirmHold } from '@/commands/voucher/confirm-hold';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(
    calls.confirmHold,
    ({ caller, params, body, key }) => confirmHold(database(), caller, key, { holdId: params.id, ...body }),
    (body) => ({ status: 201, body }),
  ),
);
