import { database } from '@/app/_server/database';
import { privately, problem } from '@/app/_server/problem';
import { isSameOrigin } from '@/app/_server/same-origin';
import { actorOf, currentUser } from '@/app/_server/session';
import type { Outcome } from '@/commands/transaction';
import type { Database } from '@/db/client';
import { invalid, type Refusal } from '@/domain/refusal';
import { refused } from '@/domain/result';
import type { Actor } from '@/domain/roles';
import { BrokenForm, withSentFile, type SentFile } from './form-file';

/** What a form adds to the file it carries is far less. */
const formBytes = 64 * 1024;

interface OfficeFile<T> {
  /** The page of the form, to which what is wrong comes back as a code. */
  page: string;
  /** The longest file, in bytes, and the fault of a longer one. */
  largest: number;
  tooLarge: string;
  /** Whether the actor may send it at all; the command asks again. */
  may: (actor: Actor) => boolean;
  read: (db: Database, actor: Actor, file: SentFile) => Promise<Outcome<T>>;
  /** Where it leads once it is taken in. */
  done: (taken: T) => string;
}

/**
 * What answers a form of the office that carries one file: the file is read while it streams in, and not at all from who may not
 * send it. It leads on, or back with what is wrong as `?rifiutato=`.
 */
export const officeFile =
  <T>({ page, largest, tooLarge, may, read, done }: OfficeFile<T>) =>
  async (request: Request): Promise<Response> => {
    if (!isSameOrigin(request.headers)) return problem('cross-origin');
    const user = await currentUser();
    if (!user) return seeOther(`/accedi?ritorno=${encodeURIComponent(page)}`);
    if (user.mustChangePassword) return seeOther('/cambia-password');
    const actor = actorOf(user);
    if (!may(actor)) return problem('not-found');
    const tooLong = Number(request.headers.get('content-length')) > largest + formBytes;
    const outcome = tooLong
      ? refused(invalid('file', tooLarge))
      : await takenIn(request, (file) => read(database(), actor, file));
    return seeOther(outcome.ok ? done(outcome.value) : `${page}?rifiutato=${codeOf(outcome.error)}`);
  };

async function takenIn<T>(
  request: Request,
  read: (file: SentFile) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    return await withSentFile(request, async (file) =>
      file ? read(file) : refused(invalid('file', 'attachment-no-file')),
    );
  } catch (fault) {
    if (fault instanceof BrokenForm) return refused(invalid('file', 'attachment-interrupted'));
    throw fault;
  }
}

const codeOf = (refusal: Refusal): string =>
  refusal.code === 'invalid' ? (refusal.faults[0]?.code ?? '') : refusal.code;

const seeOther = (path: string): Response =>
  new Response(null, { status: 303, headers: { Location: path, ...privately } });
