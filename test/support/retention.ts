import { sql } from 'drizzle-orm';
import { closeProgramme } from '../../commands/programme/close';
import { setRetention } from '../../commands/retention/decide';
import { done, type Town, type User } from './town';

/** Closes a programme as if that had been so many months ago. */
export async function closedSince(
  town: Town,
  boss: User,
  programmeId: string,
  months: number,
): Promise<void> {
  done(await closeProgramme(town.db, boss, { programmeId }));
  await town.db.execute(sql`
    update retentions set closed_at = closed_at - make_interval(months => ${months}),
      erase_at = erase_at - make_interval(months => ${months}) where programme_id = ${programmeId}`);
}

/** Sets the term of a closed programme, in months. */
export const retained = async (town: Town, boss: User, programmeId: string, months: number): Promise<void> =>
  void done(await setRetention(town.db, boss, { programmeId, months: String(months) }));
