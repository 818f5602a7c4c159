import { officeFile } from '@/app/_server/upload/office-file';
import { mayPay } from '@/commands/payment/authorise';
import { largestOutcomes, readOutcomes } from '@/commands/payment/read-outcomes';

const page = '/operatore/liquidazioni/esiti';

/** Reads the bank's file of outcomes, and leads to its preview. */
export const POST = officeFile({
  page,
  largest: largestOutcomes,
  tooLarge: 'outcomes-too-large',
  may: (actor) => mayPay(actor, 'settlement.review'),
  read: readOutcomes,
  done: ({ importId }) => `${page}/${importId}`,
});
