import * as calls from '@/app/_api/applications';
import { route, serve } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { submitApplication } from '@/commands/application/submit';
import { writeRegistration } from '@/domain/application/registration';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(
    calls.submitApplication,
    ({ caller, params }) => submitApplication(database(), caller, { applicationId: params.id }),
    (receipt) => ({
      status: receipt.first ? 201 : 200,
      body: {
        registrationNumber: writeRegistration(receipt),
        registeredAt: receipt.registeredAt.toISOString(),
      },
    }),
  ),
);
