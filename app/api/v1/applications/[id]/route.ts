import { z } from 'zod';
import { change } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { saveDraft } from '@/commands/application/save';
import { uuid } from '../../uuid';

const Draft = z.object({
  /** The version the answers were typed on. */
  version: z.int().positive(),
  /** What was typed, by field name. */
  answers: z.record(z.string().max(100), z.string()),
});

/** Saves a draft (autosave). */
export async function PUT(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const applicationId = uuid((await params).id);
  return change(
    request,
    Draft,
    (caller, draft) => saveDraft(database(), caller, { applicationId, ...draft }),
    ({ version, savedAt }) => ({ status: 200, body: { version, savedAt: savedAt.toISOString() } }),
  );
}
