'use server';

import { textOf } from '@/app/_server/form-action';
import type { FormState } from '@/app/_ui/form-state';
import { returnProposal, signProposal } from '@/commands/application/proposal';
import { act } from './act';

/** "Firma". */
export async function sign(_: FormState, data: FormData): Promise<FormState> {
  return act(data, {
    event: 'proposal-returned',
    done: ({ waits }: { waits: boolean }) => (waits ? 'attesa' : 'firmata'),
    perform: (db, actor, onCase) => signProposal(db, actor, onCase),
  });
}

/** "Rimanda indietro", with what is wrong. */
export async function turnBack(_: FormState, data: FormData): Promise<FormState> {
  const reason = textOf(data, 'reason');
  return act(data, {
    event: 'proposal-returned',
    done: 'rimandata',
    perform: (db, actor, onCase) => returnProposal(db, actor, { ...onCase, reason }),
  });
}
