import { and, asc, desc, eq, isNotNull } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { users } from '../../db/schema/people';
import { payments, settlements } from '../../db/schema/settlements';
import { merchants } from '../../db/schema/merchants';
import { writeDay } from '../../domain/calendar';
import type { MessageParams } from '../../domain/messages';
import { settlementNotices, type SettlementNotice } from '../../domain/notices';
import { ok, refused } from '../../domain/result';
import { causeWords } from '../../domain/settlement/cause-words';
import { writeNote } from '../../domain/settlement/note';
import { causeOf } from '../../domain/settlement/outcomes';
import { queueMessage } from '../message/queue';
import { transact, type Outcome } from '../transaction';

type Facts = NonNullable<Awaited<ReturnType<typeof factsOf>>>;

/**
 * Queues a message of a settlement's workflow, once for each occasion.
 *
 * Refusals: `not-found` (no such settlement, or nobody of the merchant has a mail).
 *
 * @param input.officeMail where the office reads its own messages
 */
export async function noticeSettlement(
  db: Queryable,
  input: { settlementId: string; notice: SettlementNotice; occasion: string; officeMail: string },
): Promise<Outcome<{ messageId: string }>> {
  const { settlementId, notice, occasion } = input;
  return transact(db, async (tx) => {
    const facts = await factsOf(tx, settlementId);
    const recipient =
      settlementNotices[notice] === 'office' ? input.officeMail : facts && (await mailOf(tx, facts));
    if (!facts || !recipient) return refused({ code: 'not-found' });
    return ok(
      await queueMessage(tx, {
        kind: notice,
        recipient,
        params: params[notice](facts),
        businessKey: `${notice}:${settlementId}:${occasion}`,
      }),
    );
  });
}

const params: { [N in SettlementNotice]: (facts: Facts) => MessageParams[N] } = {
  'settlement-drawn': (facts) => statementParams(facts),
  'settlement-to-present': (facts) => statementParams(facts),
  'settlement-sent-back': (facts) => ({
    ...noteParams(facts),
    reason: facts.settlement.sentBackReason ?? '',
  }),
  'settlement-refused': (facts) => ({ ...noteParams(facts), why: causeWords[causeOf(facts.reason)] }),
  'settlement-paid': (facts) => ({ ...noteParams(facts), amountCents: facts.settlement.totalCents ?? 0 }),
  'settlement-due': (facts) => dueParams(facts),
  'settlement-overdue': (facts) => dueParams(facts),
};

const statementParams = ({ settlement, merchant }: Facts) => ({
  merchant: merchant.name,
  settlementId: settlement.id,
  amountCents: settlement.totalCents ?? 0,
  presentBy: settlement.presentBy ? writeDay(settlement.presentBy) : '',
});

const noteParams = ({ settlement, merchant }: Facts) => ({
  merchant: merchant.name,
  settlementId: settlement.id,
  note: writeNote({ number: settlement.noteNumber ?? 0, year: settlement.noteYear ?? 0 }),
});

const dueParams = (facts: Facts) => ({
  ...noteParams(facts),
  payBy: facts.settlement.payBy ? writeDay(facts.settlement.payBy) : '',
});

async function factsOf(tx: Queryable, settlementId: string) {
  const [found] = await tx
    .select({ settlement: settlements, merchant: merchants })
    .from(settlements)
    .innerJoin(merchants, eq(merchants.id, settlements.merchantId))
    .where(eq(settlements.id, settlementId));
  const [last] = await tx
    .select({ reason: payments.reason })
    .from(payments)
    .where(and(eq(payments.settlementId, settlementId), isNotNull(payments.outcome)))
    .orderBy(desc(payments.outcomeAt))
    .limit(1);
  return found ? { ...found, reason: last?.reason ?? null } : null;
}

/** The merchant's own mail, else that of the first person who runs it. */
async function mailOf(tx: Queryable, { merchant }: Facts): Promise<string | null> {
  if (merchant.email) return merchant.email;
  const [first] = await tx
    .select({ email: users.email })
    .from(users)
    .where(and(eq(users.merchantId, merchant.id), eq(users.role, 'esercente'), users.active))
    .orderBy(asc(users.createdAt), asc(users.id))
    .limit(1);
  return first?.email ?? null;
}
