'use server';

import { textOf } from '@/app/_server/form-action';
import type { FormState } from '@/app/_ui/form-state';
import { annulApplication } from '@/commands/application/annul';
import { decideApplication, type Decided } from '@/commands/application/decide';
import { putBack, takeInCharge } from '@/commands/application/take';
import { annulmentReasons, rejectionReasons } from '@/domain/application/reasons';
import { parseEuro } from '@/domain/money';
import { act } from './act';
import { reasonsIn } from './posted';

/** "Prendi in carico". */
export async function take(_: FormState, data: FormData): Promise<FormState> {
  return act(data, {
    event: 'taken-in-charge',
    done: 'presa',
    perform: (db, actor, { applicationId }) => takeInCharge(db, actor, { applicationId }),
  });
}

/** "Rimetti" among those nobody has begun. */
export async function putAside(_: FormState, data: FormData): Promise<FormState> {
  return act(data, {
    event: 'put-back',
    done: 'rimessa',
    perform: (db, actor, onCase) => putBack(db, actor, onCase),
  });
}

const wordOf = {
  approvata: 'approvata',
  'alla firma': 'firma',
  "in lista d'attesa": 'attesa',
  respinta: 'respinta',
} as const satisfies Record<Decided['outcome'], string>;

/** "Approva", with the amount as typed: what is no amount is refused by the command at its field. */
export async function approve(_: FormState, data: FormData): Promise<FormState> {
  const amountCents = parseEuro(textOf(data, 'amountCents')) ?? Number.NaN;
  const decision = { outcome: 'approvata' as const, amountCents, reason: textOf(data, 'reason') || null };
  return act(data, {
    event: 'approved',
    done: ({ outcome }: Decided) => wordOf[outcome],
    perform: (db, actor, onCase) => decideApplication(db, actor, { ...onCase, decision }),
  });
}

/** "Respingi", with its reasons. */
export async function reject(_: FormState, data: FormData): Promise<FormState> {
  const reasonCodes = reasonsIn(data, rejectionReasons);
  const decision = { outcome: 'respinta' as const, reasonCodes, reason: textOf(data, 'reason') };
  return act(data, {
    event: 'rejected',
    done: 'respinta',
    perform: (db, actor, onCase) => decideApplication(db, actor, { ...onCase, decision }),
  });
}

/** "Annulla la domanda", with its reasons. */
export async function annul(_: FormState, data: FormData): Promise<FormState> {
  const given = { reasonCodes: reasonsIn(data, annulmentReasons), reason: textOf(data, 'reason') };
  return act(data, {
    event: 'annulled',
    done: 'annullata',
    perform: (db, actor, onCase) => annulApplication(db, actor, { ...onCase, ...given }),
  });
}
