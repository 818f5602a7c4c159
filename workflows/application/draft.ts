import type { CaseFile } from './case-file';

/** A draft is its owner's: they are reminded once before the window closes, and it is discarded after retention. */
export async function draftPhase(file: CaseFile): Promise<void> {
  const { remindAt, discardAt } = file.life.draft;
  if (remindAt !== null) {
    if (await file.leaves('bozza', remindAt)) return;
    file.tell('draft-reminder', remindAt);
  }
  if (await file.leaves('bozza', discardAt)) return;
  await file.discardDraft();
}
