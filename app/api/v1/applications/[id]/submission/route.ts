import { z } from 'zod';
import { change } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { submitApplication } from '@/commands/application/submit';
import { writeRegistration } from '@/domain/application/registration';
import { uuid } from '../../../uuid';

/** Sends an application: 201 with its protocol number; again, 200 with the same. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const applicationId = uuid((await params).id);
  return change(
    request,
    z.object({}),
    (caller) => submitApplication(database(), caller, { applicationId }),
    (receipt) => ({
      status: receipt.first ? 201 : 200,
      body: {
        registrationNumber: writeRegistration(receipt),
        registeredAt: receipt.registeredAt.toISOString(),
      },
    }),
  );
}
