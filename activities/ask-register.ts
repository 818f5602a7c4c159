import { ApplicationFailure } from '@temporalio/common';
import { openInquiry, recordAnswer, type OpenInquiry } from '../commands/inquiry/answer';
import type { Database } from '../db/client';
import type { RegisterAnswer, RegisterSource } from '../domain/register/registers';
import {
  RegisterBusy,
  RegisterRefuses,
  type IseeRegister,
  type ResidentRegister,
} from '../integrations/registers/port';

export interface Registers {
  db: Database;
  residents: ResidentRegister;
  isee: IseeRegister;
}

interface Answer {
  source: RegisterSource;
  found: RegisterAnswer | null;
}

/**
 * Asks a register and records what it answers. An inquiry that has its answer is left alone; a fault is thrown, to be
 * tried again when the register says or by the workflow's patience. Its own words, which may name people, stay here.
 */
export async function askRegister(context: Registers, inquiryId: string): Promise<void> {
  const inquiry = await openInquiry(context.db, inquiryId);
  if (inquiry === null) return;
  await recordAnswer(context.db, { inquiryId, ...(await answerTo(context, inquiry)) });
}

async function answerTo({ residents, isee }: Registers, inquiry: OpenInquiry): Promise<Answer> {
  const { register, fiscalCode, day } = inquiry;
  try {
    return register === 'anagrafe'
      ? { source: residents.source, found: await residents.householdOf(fiscalCode, day) }
      : { source: isee.source, found: await isee.iseeOf(fiscalCode, day) };
  } catch (fault) {
    if (fault instanceof RegisterRefuses)
      throw ApplicationFailure.nonRetryable('the register refuses the question');
    const wait = fault instanceof RegisterBusy ? fault.retryAfterMs : null;
    throw ApplicationFailure.create({
      message: 'the register does not answer',
      ...(wait === null ? {} : { nextRetryDelay: wait }),
    });
  }
}
