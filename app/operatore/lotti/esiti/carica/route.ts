import { officeFile } from '@/app/_server/upload/office-file';
import { mayRun } from '@/commands/batch/authorise';
import { prepareResults } from '@/commands/batch/prepare-results';
import { largestFile } from '@/domain/batch/batch';

/** Takes a file of results in, and leads to the preview of what it will do. */
export const POST = officeFile({
  page: '/operatore/lotti/esiti',
  largest: largestFile,
  tooLarge: 'csv-too-large',
  may: (actor) => mayRun(actor, 'results'),
  read: prepareResults,
  done: ({ batchId }) => `/operatore/lotti/${batchId}`,
});
