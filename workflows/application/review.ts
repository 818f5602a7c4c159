import type { CaseFile } from './case-file';

/** The office owes an answer within the term (L. 241/1990 art. 2): warned before it, told when it has passed. */
export async function reviewPhase(file: CaseFile): Promise<void> {
  const { review } = file.life;
  if (review === null) throw new Error('a submitted application has its terms');
  if (await file.leaves('presentata', review.warnAt)) return;
  file.tell('decision-warning', review.warnAt);
  if (await file.leaves('presentata', review.decideBy)) return;
  file.tell('decision-overdue', review.decideBy);
  await file.leaves('presentata');
}
