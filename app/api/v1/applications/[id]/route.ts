import * as calls from '@/app/_api/applications';
import { route, serve } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { saveDraft } from '@/commands/application/save';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  serve(
    calls.saveDraft,
    ({ caller, params, body }) => saveDraft(database(), caller, { applicationId: params.id, ...body }),
    ({ version, savedAt }) => ({ status: 200, body: { version, savedAt: savedAt.toISOString() } }),
  ),
);
