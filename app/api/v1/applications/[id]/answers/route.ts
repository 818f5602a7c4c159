import * as calls from '@/app/_api/applications';
import { route, serve } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { mergeDraft } from '@/commands/application/save';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(
    calls.mergeDraft,
    ({ caller, params, body: { base, answers } }) =>
      mergeDraft(database(), caller, { applicationId: params.id, base, typed: answers }),
    ({ version, savedAt }) => ({ status: 200, body: { version, savedAt: savedAt.toISOString() } }),
  ),
);
