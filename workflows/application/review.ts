import { dueKey, nextDue, type Due } from '../../domain/application/due';
import type { CaseFile } from './case-file';

/**
 * The office owes an answer within the term (L. 241/1990 art. 2): warned before it, told when it has passed, the responsabile
 * told when still nothing came. While the citizen is asked for something their term runs instead, and lapses by itself.
 */
export async function reviewPhase(file: CaseFile): Promise<void> {
  const done = new Set<string>();
  while (file.life.status === 'presentata') {
    const due = nextDue(file.life, done);
    const moves = () => file.life.status !== 'presentata' || !isSame(nextDue(file.life, done), due);
    if ((await file.until(moves, due?.at)) || due === null) continue;
    done.add(dueKey(due));
    await seeTo(file, due);
  }
}

async function seeTo(file: CaseFile, due: Due): Promise<void> {
  switch (due.what) {
    case 'warn':
      return file.tell('decision-warning', due.at);
    case 'overdue':
      return file.tell('decision-overdue', due.at);
    case 'escalate':
      return file.tell('decision-escalated', due.at);
    case 'remind':
      return file.tell('answer-lapsing', due.at);
    case 'lapse':
      return file.lapseRequest(due.requestId);
  }
}

const isSame = (one: Due | null, other: Due | null): boolean =>
  (one && dueKey(one)) === (other && dueKey(other));

/**
 * A rejection may be reviewed for as long as the programme grants; where it grants none, it is the end.
 *
 * @returns whether a review was asked for in time
 */
export async function rejectedPhase(file: CaseFile): Promise<boolean> {
  const { reviewUntil } = file.life;
  if (reviewUntil === null) return false;
  const reviewed = () => file.life.status !== 'respinta';
  if (await file.until(reviewed, reviewUntil)) return true;
  await file.caughtUp(reviewUntil);
  return reviewed();
}
