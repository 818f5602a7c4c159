import * as calls from '@/app/_api/vouchers';
import { route, serve } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { checkVoucher } from '@/db/queries/till';
import { civilDate } from '@/domain/calendar';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(
    calls.checkVoucher,
    ({ caller, params }) => checkVoucher(database(), caller, params.code),
    ({ holder, balanceCents, heldCents, status, expiresAt, refusal }) => ({
      status: 200,
      body: {
        holder,
        balanceCents,
        availableCents: Math.max(0, balanceCents - heldCents),
        status,
        expiresOn: civilDate(expiresAt),
        refusal: refusal?.code ?? null,
      },
    }),
  ),
);
