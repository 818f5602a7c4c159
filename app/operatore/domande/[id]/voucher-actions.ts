'use server';

import { redirect } from 'next/navigation';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import type { Outcome } from '@/commands/transaction';
import { blockVoucher, unblockVoucher } from '@/commands/voucher/block';
import { extendVoucher } from '@/commands/voucher/extend';
import { reissueCode } from '@/commands/voucher/reissue';
import { changeMobile, resendCode } from '@/commands/voucher/resend';
import { revokeApproval } from '@/commands/voucher/revoke';
import type { Actor } from '@/domain/roles';
import type { VoucherActKind } from '@/domain/voucher/acts';

type Perform = (actor: Actor, read: (name: string) => string) => Promise<Outcome<unknown>>;

const performs: Record<VoucherActKind, Perform> = {
  block: (actor, read) => blockVoucher(database(), actor, { ...voucherIn(read), reason: read('reason') }),
  unblock: (actor, read) => unblockVoucher(database(), actor, { ...voucherIn(read), reason: read('reason') }),
  extend: (actor, read) =>
    extendVoucher(database(), actor, {
      ...voucherIn(read),
      expiresOn: read('expiresOn'),
      reason: read('reason'),
    }),
  reissue: (actor, read) =>
    reissueCode(database(), actor, { ...voucherIn(read), ...requestIn(read), reason: read('reason') }),
  'change-mobile': (actor, read) =>
    changeMobile(database(), actor, { ...voucherIn(read), mobile: read('mobile') }),
  resend: (actor, read) => resendCode(database(), actor, { ...voucherIn(read), ...requestIn(read) }),
  revoke: (actor, read) =>
    revokeApproval(database(), actor, {
      applicationId: uuid(read('applicationId')),
      reason: read('reason'),
    }),
};

const voucherIn = (read: (name: string) => string) => ({ voucherId: uuid(read('voucherId')) });
const requestIn = (read: (name: string) => string) => ({ requestId: uuid(read('requestId')) });

/** Performs an act on a voucher and returns to its application with what came of it, also where a colleague was faster. */
async function act(data: FormData, kind: VoucherActKind): Promise<FormState> {
  const page = `/operatore/domande/${uuid(textOf(data, 'applicationId'))}`;
  const user = await requireUser(page, 'operatore', 'responsabile');
  return formAction(data, {}, async () => {
    const outcome = await performs[kind](actorOf(user), (name) => textOf(data, name));
    if (outcome.ok) redirect(`${page}?buono=${kind}`);
    if (outcome.error.code === 'act-not-allowed') redirect(`${page}?fatto=cambiata`);
    return outcome;
  });
}

/** "Blocca". */
export const block = async (_: FormState, data: FormData): Promise<FormState> => act(data, 'block');

/** "Sblocca". */
export const unblock = async (_: FormState, data: FormData): Promise<FormState> => act(data, 'unblock');

/** "Proroga". */
export const extend = async (_: FormState, data: FormData): Promise<FormState> => act(data, 'extend');

/** "Nuovo codice". */
export const reissue = async (_: FormState, data: FormData): Promise<FormState> => act(data, 'reissue');

/** "Cambia numero". */
export const changeNumber = async (_: FormState, data: FormData): Promise<FormState> =>
  act(data, 'change-mobile');

/** "Manda di nuovo". */
export const resend = async (_: FormState, data: FormData): Promise<FormState> => act(data, 'resend');

/** "Revoca l'approvazione". */
export const revoke = async (_: FormState, data: FormData): Promise<FormState> => act(data, 'revoke');
