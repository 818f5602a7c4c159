import { database } from '@/app/_server/database';
import { privately, problem } from '@/app/_server/problem';
import { isSameOrigin } from '@/app/_server/same-origin';
import { actorOf, currentUser } from '@/app/_server/session';
import { BrokenForm, withSentFile, type SentFile } from '@/app/_server/upload/form-file';
import { importRegister, type ImportReport } from '@/commands/register/import';
import type { Outcome } from '@/commands/transaction';
import { may } from '@/domain/permissions';
import { registerNames } from '@/domain/register/registers';
import type { Actor } from '@/domain/roles';

const page = '/operatore/registro';

/** Brings a register in from the form's file as it streams, and leads back to the page with what came of it. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return problem('cross-origin');
  const user = await currentUser();
  if (!user) return seeOther(`/accedi?ritorno=${encodeURIComponent(page)}`);
  if (user.mustChangePassword) return seeOther('/cambia-password');
  const actor = actorOf(user);
  // Before anything is read: the file may be long.
  if (!may(actor, 'register.import', false)) return problem('not-found');
  try {
    const outcome = await withSentFile(request, (file) => bringIn(actor, file));
    if (outcome === null) return seeOther(`${page}?esito=no-file`);
    return seeOther(outcome.ok ? `${page}?file=${outcome.value.importId}` : `${page}?esito=busy`);
  } catch (fault) {
    if (fault instanceof BrokenForm) return seeOther(`${page}?esito=interrupted`);
    throw fault;
  }
}

async function bringIn(actor: Actor, file: SentFile | null): Promise<Outcome<ImportReport> | null> {
  const register = registerNames.find((name) => name === file?.kind);
  if (!file || !register) return null;
  return importRegister(database(), actor, { ...file, register });
}

const seeOther = (path: string): Response =>
  new Response(null, { status: 303, headers: { Location: path, ...privately } });
