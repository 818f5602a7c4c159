import * as calls from '@/app/_api/redemptions';
import { route, serve } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { redemptionOf } from '@/db/queries/redemptions';
import { redeemed } from '../redeemed';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(
    calls.readRedemption,
    ({ caller, params }) => redemptionOf(database(), caller, params.id),
    (spend) => ({ status: 200, body: redeemed(spend) }),
  ),
);
