import * as calls from '@/app/_api/redemptions';
import { route, serve } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { redemptionsOn } from '@/db/queries/redemptions';
import { redeemed } from './redeemed';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(
    calls.listRedemptions,
    ({ caller, query }) => redemptionsOn(database(), caller, query.day),
    ({ day, spends }) => ({
      status: 200,
      body: {
        day,
        totalCents: spends.reduce((sum, spend) => sum + (spend.voidedAt ? 0 : spend.amountCents), 0),
        redemptions: spends.map(redeemed),
      },
    }),
  ),
);
