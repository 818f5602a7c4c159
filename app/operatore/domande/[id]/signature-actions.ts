'use server';

import { database } from '@/app/_server/database';
import { textOf } from '@/app/_server/form-action';
import type { FormState } from '@/app/_ui/form-state';
import { returnProposal, signProposal } from '@/commands/application/proposal';
import { act } from './act';

/** "Firma". */
export async function sign(_: FormState, data: FormData): Promise<FormState> {
  return act(data, {
    event: 'proposal-returned',
    done: ({ waits }: { waits: boolean }) => (waits ? 'attesa' : 'firmata'),
    perform: (actor, onCase) => signProposal(database(), actor, onCase),
  });
}

/** "Rimanda indietro", with what is wrong. */
export async function turnBack(_: FormState, data: FormData): Promise<FormState> {
  const reason = textOf(data, 'reason');
  return act(data, {
    event: 'proposal-returned',
    done: 'rimandata',
    perform: (actor, onCase) => returnProposal(database(), actor, { ...onCase, reason }),
  });
}
