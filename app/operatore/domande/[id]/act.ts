import { getTranslations } from 'next-intl/server';
import { revalidatePath } from 'next/cache';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { minuteOf } from '@/app/_citizen/moments';
import { typedBefore } from '@/app/_office/procedure/typed-before';
import { database } from '@/app/_server/database';
import { errorsOf, formAction, idOf, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser, type SessionUser } from '@/app/_server/session';
import { typedValues, type FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import type { OnCase } from '@/commands/application/authorise';
import { oncePerForm } from '@/commands/idempotency';
import type { Outcome } from '@/commands/transaction';
import type { Queryable } from '@/db/client';
import { applicationFile } from '@/db/queries/application-file';
import { eventsSince } from '@/db/queries/procedure';
import { mayHappen } from '@/domain/application/acts';
import type { ApplicationEventKind } from '@/domain/application/events';
import type { Actor } from '@/domain/roles';
import { ok } from '@/domain/result';
import { environment } from '@/env';

type Act<T> = (
  db: Queryable,
  actor: Actor,
  onCase: OnCase & { applicationId: string },
) => Promise<Outcome<T>>;

interface Wanted<T> {
  /** What the act brings about: whether its form is still on the page afterwards. */
  event: ApplicationEventKind;
  /** The word of the notice on the page one returns to. */
  done: string | ((value: T) => string);
  perform: Act<T>;
}

/**
 * Performs an act on an application and returns to its page with what came of it. When a colleague was faster one is told
 * what happened since, and nothing is written: the form comes back as typed where it still applies, otherwise the page as it
 * now stands, with what had been typed beside. Sent again because the answer was lost, the form gives it again.
 */
export async function act<T>(data: FormData, { event, done, perform }: Wanted<T>): Promise<FormState> {
  const applicationId = uuid(textOf(data, 'applicationId'));
  const seen = Number(textOf(data, 'seen'));
  const page = `/operatore/domande/${applicationId}`;
  const user: SessionUser = await requireUser(page, 'operatore', 'responsabile');
  let meanwhile: FormState | null = null;
  const state = await formAction(data, {}, async () => {
    const onCase = Number.isSafeInteger(seen) && seen > 0 ? { applicationId, seen } : { applicationId };
    const form = { id: idOf(data), actorId: user.id };
    const outcome = await oncePerForm(database(), form, typedValues(data), (tx) =>
      perform(tx, actorOf(user), onCase),
    );
    if (outcome.ok) redirect(`${page}?fatto=${typeof done === 'string' ? done : done(outcome.value)}`);
    const { code } = outcome.error;
    if (code !== 'changed-meanwhile' && code !== 'act-not-allowed') return outcome;
    const file = await applicationFile(database(), applicationId);
    if (code === 'act-not-allowed' || !file || !mayHappen(file.application, event)) {
      await keepTyped(data, page);
      redirect(`${page}?fatto=cambiata&visto=${seen}`);
    }
    const since = (await writeMeanwhile(applicationId, seen)).map((message) => ({ field: '', message }));
    meanwhile = { values: typedValues(data), errors: [...(await errorsOf(outcome.error)), ...since] };
    revalidatePath(page);
    return ok(null);
  });
  return meanwhile ?? state;
}

/** What happened to an application after an event, a sentence each. */
export async function writeMeanwhile(applicationId: string, seen: number): Promise<string[]> {
  const [t, tEvents, events] = await Promise.all([
    getTranslations('procedure.office'),
    getTranslations('office.events'),
    eventsSince(database(), applicationId, seen),
  ]);
  return events.map(({ kind, at, by, isSystem }) =>
    t('meanwhile', {
      what: tEvents(kind),
      who: by ?? t(isSystem ? 'system' : 'theCitizen'),
      moment: minuteOf(at),
    }),
  );
}

/** What was typed in a form that is no longer on the page, for a few minutes and that page alone. */
async function keepTyped(data: FormData, page: string): Promise<void> {
  const words = ['text', 'reason'].map((name) => textOf(data, name).trim()).filter(Boolean);
  if (words.length === 0) return;
  (await cookies()).set(typedBefore, words.join('\n').slice(0, 1_500), {
    path: page,
    maxAge: 300,
    httpOnly: true,
    sameSite: 'strict',
    secure: environment().APP_URL.startsWith('https:'),
  });
}
