import { validate } from 'uuid';
import { database } from '@/app/_server/database';
import { privately, problem } from '@/app/_server/problem';
import { isSameOrigin } from '@/app/_server/same-origin';
import { currentUser } from '@/app/_server/session';
import { BrokenForm, withSentFile } from '@/app/_server/upload/form-file';
import { attachToTicket } from '@/commands/ticket/attach';
import type { Outcome } from '@/commands/transaction';
import { longestFile } from '@/domain/attachment/limits';
import { refusedUpload } from '@/domain/attachment/refusal';
import { normaliseCode } from '@/domain/code';
import type { Refusal } from '@/domain/refusal';
import { refused } from '@/domain/result';

/** What a form adds to the file it carries is far less. */
const formBytes = 64 * 1024;

/**
 * "Manda il file", a form of plain HTML: takes the file and leads back to the request, with what came of it as a code.
 * A form longer than any file we take is refused unread.
 */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ codice: string }> },
): Promise<Response> {
  if (!isSameOrigin(request.headers)) return problem('cross-origin');
  const [{ codice }, user] = await Promise.all([params, currentUser()]);
  const code = normaliseCode(codice).slice(0, 40);
  const fields = new Map<string, string>();
  const tooLong = Number(request.headers.get('content-length')) > longestFile + formBytes;
  const outcome = tooLong ? refused(refusedUpload('too-large')) : await take(request, code, fields, user?.id);
  if (!outcome.ok && outcome.error.code === 'not-found') return problem('not-found');
  const secret = new URL(request.url).searchParams.get('chiave') ?? '';
  const query = new URLSearchParams(secret === '' ? {} : { chiave: secret });
  if (outcome.ok) query.set('scritto', 'si');
  else query.set('rifiutato', codeOf(outcome.error));
  return new Response(null, {
    status: 303,
    headers: { Location: `/assistenza/${code}?${query.toString()}`, ...privately },
  });
}

const codeOf = (refusal: Refusal): string =>
  refusal.code === 'invalid' ? (refusal.faults[0]?.code ?? '') : refusal.code;

async function take(
  request: Request,
  code: string,
  fields: Map<string, string>,
  userId: string | undefined,
): Promise<Outcome<null>> {
  const secret = new URL(request.url).searchParams.get('chiave') ?? '';
  const holder = secret === '' && userId !== undefined ? { userId } : { secret };
  try {
    return await withSentFile(
      request,
      async (file) => {
        if (file === null) return refused(refusedUpload('no-file'));
        const bytes = await wholly(file.content);
        const fileId = fields.get('id') ?? '';
        if (bytes === null) return refused(refusedUpload('too-large'));
        if (!validate(fileId)) return refused({ code: 'not-found' });
        return attachToTicket(database(), holder, { code, fileId, fileName: file.fileName, bytes });
      },
      { fields, fieldSize: 200 },
    );
  } catch (fault) {
    if (fault instanceof BrokenForm) return refused(refusedUpload('interrupted'));
    throw fault;
  }
}

/** The whole of a file, or null where it is longer than any we take. */
async function wholly(content: AsyncIterable<Buffer>): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of content) {
    length += part.length;
    if (length > longestFile) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
