import { and, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { applications } from '../../db/schema/applications';
import { inquiries } from '../../db/schema/registers';
import { sealedForm, sealedInquiry } from '../../db/sealing/columns';
import { civilDate } from '../../domain/calendar';
import type { RegisterAnswer, RegisterName, RegisterSource } from '../../domain/register/registers';

/** What a register is to be asked. */
export interface OpenInquiry {
  register: RegisterName;
  /** Of the beneficiary. */
  fiscalCode: string;
  /** Civil day on which it was asked: the register answers as of then. */
  day: string;
}

/** An inquiry that still waits for its answer; null where it has one, or has been given up. */
export async function openInquiry(db: Queryable, inquiryId: string): Promise<OpenInquiry | null> {
  const [found] = await db
    .select({
      register: inquiries.register,
      askedAt: inquiries.askedAt,
      applicationId: applications.id,
      form: applications.form,
    })
    .from(inquiries)
    .innerJoin(applications, eq(applications.id, inquiries.applicationId))
    .where(waiting(inquiryId));
  const form = found ? sealedForm.open(found.applicationId, found.form) : null;
  const fiscalCode = form?.values['beneficiary.fiscalCode'];
  return found && fiscalCode ? { register: found.register, fiscalCode, day: civilDate(found.askedAt) } : null;
}

/** Records what a register answered; null is that it knows nothing. The first answer stays. */
export async function recordAnswer(
  db: Queryable,
  input: { inquiryId: string; source: RegisterSource; found: RegisterAnswer | null },
): Promise<void> {
  const { inquiryId, source, found } = input;
  await db
    .update(inquiries)
    .set({
      source,
      found: sealedInquiry.seal(inquiryId, found),
      state: found === null ? 'non trovato' : 'trovato',
      answeredAt: now,
    })
    .where(waiting(inquiryId));
}

/** The register stayed out of order: the office works with what was declared, and may ask again. */
export async function giveUpInquiry(db: Queryable, inquiryId: string): Promise<void> {
  await db.update(inquiries).set({ state: 'senza risposta', answeredAt: now }).where(waiting(inquiryId));
}

const now = sql`clock_timestamp()`;

const waiting = (inquiryId: string) => and(eq(inquiries.id, inquiryId), eq(inquiries.state, 'in corso'));
