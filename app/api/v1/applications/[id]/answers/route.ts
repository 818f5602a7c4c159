import { z } from 'zod';
import { change } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { mergeDraft } from '@/commands/application/save';
import { uuid } from '../../../uuid';

/** Texts by field name, empty where nothing stands. */
const Texts = z.record(z.string().max(100), z.string());

const Part = z.strictObject({
  /** The fields that are shown, as they stood where the typing began. */
  base: Texts,
  /** The same fields as they stand now. */
  answers: Texts,
});

/**
 * Saves a part of a draft as typed, merged field by field into what another place saved meanwhile. Repeating it changes
 * nothing. A field that both changed differently refuses it: `edited-elsewhere`, the other text in `params.theirs`, or
 * `emptied-elsewhere`.
 */
export async function PATCH(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const applicationId = uuid((await params).id);
  return change(
    request,
    Part,
    (caller, { base, answers }) => mergeDraft(database(), caller, { applicationId, base, typed: answers }),
    ({ version, savedAt }) => ({ status: 200, body: { version, savedAt: savedAt.toISOString() } }),
  );
}
