import * as calls from '@/app/_api/vouchers';
import { route, serve } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { checkVoucher } from '@/commands/voucher/check';
import { civilDate } from '@/domain/calendar';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(
    calls.checkVoucher,
    ({ caller, params }) => checkVoucher(database(), caller, params.code),
    ({ holder, balanceCents, heldCents, availableCents, status, expiresAt, refusal }) => ({
      status: 200,
      body: {
        holder,
        balanceCents,
        heldCents,
        availableCents,
        status,
        expiresOn: civilDate(expiresAt),
        refusal: refusal?.code ?? null,
      },
    }),
  ),
);
