'use server';

import { getTranslations } from 'next-intl/server';
import { cannedSentences } from '@/app/_office/procedure/canned';
import { textOf } from '@/app/_server/form-action';
import type { FormState } from '@/app/_ui/form-state';
import { announceRejection, requestClarification } from '@/commands/application/request';
import { rejectionReasons } from '@/domain/application/reasons';
import { act } from './act';
import { reasonsIn } from './posted';

/** "Invia la richiesta": the ready sentences that were ticked, then what was typed. */
export async function clarify(_: FormState, data: FormData): Promise<FormState> {
  const t = await getTranslations('procedure.canned');
  const ready = cannedSentences.filter((key) => data.has(`canned.${key}`)).map((key) => t(key));
  const text = [...ready, textOf(data, 'text').trim()].filter(Boolean).join('\n');
  return act(data, {
    event: 'clarification-requested',
    done: 'integrazione',
    perform: (db, actor, onCase) => requestClarification(db, actor, { ...onCase, text }),
  });
}

/** "Invia il preavviso", with its reasons. */
export async function announce(_: FormState, data: FormData): Promise<FormState> {
  const given = { reasonCodes: reasonsIn(data, rejectionReasons), text: textOf(data, 'reason') };
  return act(data, {
    event: 'rejection-announced',
    done: 'preavviso',
    perform: (db, actor, onCase) => announceRejection(db, actor, { ...onCase, ...given }),
  });
}
