'use server';

import { redirect } from 'next/navigation';
import { budgetHref } from '@/app/_budget/address';
import { database } from '@/app/_server/database';
import { formAction, textOf } from '@/app/_server/form-action';
import { actorOf, requireUser } from '@/app/_server/session';
import type { FormState } from '@/app/_ui/form-state';
import { uuid } from '@/app/api/v1/uuid';
import { setShares } from '@/commands/programme/share-out';

/** "Fissa gli importi", by a responsabile. */
export async function fixShares(_: FormState, data: FormData): Promise<FormState> {
  const programmeId = uuid(textOf(data, 'programmeId'));
  const page = budgetHref(programmeId);
  const user = await requireUser(page, 'responsabile');
  return formAction(data, {}, async () => {
    const fingerprint = textOf(data, 'fingerprint');
    const set = await setShares(database(), actorOf(user), { programmeId, fingerprint });
    if (set.ok) redirect(`${page}#ripartizione`);
    return set;
  });
}
