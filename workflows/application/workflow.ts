import { CaseFile } from './case-file';
import { draftPhase } from './draft';
import type { ApplicationStart } from './messages';
import { rejectedPhase, reviewPhase } from './review';
import { voucherPhase } from './voucher';

/**
 * The life of one application, from the draft to the last cent. People move it by their acts, told here as signals;
 * the workflow owns what follows by itself: terms, reminders, the voucher, the messages.
 */
export async function application(start: ApplicationStart): Promise<void> {
  const file = new CaseFile(start);
  await file.opened();
  for (;;) {
    switch (file.life.status) {
      case 'bozza':
        await draftPhase(file);
        continue;
      case 'presentata':
        await reviewPhase(file);
        continue;
      case 'approvata':
        await voucherPhase(file);
        return file.messagesDone();
      case 'respinta':
        if (await rejectedPhase(file)) continue;
        return file.messagesDone();
      case 'annullata':
        return file.messagesDone();
    }
  }
}
