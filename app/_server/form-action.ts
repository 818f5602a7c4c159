import { getLocale, getTranslations } from 'next-intl/server';
import { headers } from 'next/headers';
import { validate } from 'uuid';
import { typedValues, type FormState } from '@/app/_ui/form-state';
import type { Outcome } from '@/commands/transaction';
import type { FieldFault, Refusal } from '@/domain/refusal';
import { formatEuro } from '@/domain/money';
import { answerWith } from './answer-status';
import { problemStatuses } from './problem';
import { isSameOrigin } from './same-origin';

/**
 * Performs a form's act: refuses posts from elsewhere, and turns a refusal into what the form shows, with all that was
 * typed; that somebody asked too often, or too many did, goes out as 429 or 503. The act redirects when there is another page to go to; otherwise its notice is shown.
 *
 * @param secrets names of fields that are never sent back (passwords)
 * @param act answers the outcome of its command; `notice` is shown on success
 */
export async function formAction<T>(
  data: FormData,
  { secrets = [], notice }: { secrets?: readonly string[]; notice?: string },
  act: () => Promise<Outcome<T>>,
): Promise<FormState> {
  if (!isSameOrigin(await headers())) throw new Error('a form posted from elsewhere');
  const outcome = await act();
  if (outcome.ok) return { values: {}, errors: [], ...(notice === undefined ? {} : { notice }) };
  if (outcome.error.code === 'too-many-requests' || outcome.error.code === 'crowded') {
    answerWith(problemStatuses[outcome.error.code], {
      'Retry-After': String(outcome.error.retryAfterSeconds),
    });
  }
  return { values: typedValues(data, secrets), errors: await errorsOf(outcome.error) };
}

/** The sentences of a refusal: one for each field at fault, or one for the whole form. */
export async function errorsOf(refusal: Refusal): Promise<FormState['errors']> {
  if (refusal.code === 'invalid' || refusal.code === 'incomplete') {
    const sentence = await faultSentences();
    return refusal.faults.map((fault) => ({ field: fault.field, message: sentence(fault) }));
  }
  return [{ field: '', message: await refusalSentence(refusal) }];
}

/** The sentence of a refusal that concerns no single field. */
export async function refusalSentence(refusal: Refusal): Promise<string> {
  const t = await getTranslations('refusals');
  const { code, ...params } = refusal;
  const locale = await getLocale();
  const written = Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (name.endsWith('Cents')) return [name, formatEuro(Number(value))];
      return [name, name.endsWith('Seconds') ? writeWait(Number(value), locale) : value];
    }),
  );
  return t(code, written as Record<string, string>);
}

/** A wait in the largest unit that tells it well, rounded up: nobody counts three thousand seconds. */
function writeWait(seconds: number, locale: string): string {
  const [unit, length] =
    seconds > 2 * 3_600
      ? (['hour', 3_600] as const)
      : seconds > 90
        ? (['minute', 60] as const)
        : (['second', 1] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.ceil(seconds / length),
  );
}

async function faultSentences(): Promise<(fault: FieldFault) => string> {
  const t = await getTranslations('faults');
  return ({ code, params }) => (t.has(code as never) ? t(code as never, params as never) : code);
}

/** A text field of a form, or the empty string; a file in its place counts as empty. */
export function textOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}

/** The id that the page gave its form, so that the form sent again is known; null where there is none. */
export function idOf(data: FormData): string | null {
  const id = textOf(data, 'id');
  return validate(id) ? id : null;
}
