import * as applications from './applications';
import * as attachments from './attachments';
import type { Call } from './call';
import * as holds from './holds';
import { readDocument } from './meta';
import * as redemptions from './redemptions';
import { checkVoucher, placeHold, redeemVoucher } from './vouchers';

/** Every call of the API, in the order of the document; a test compares them with the route files. */
export const calls: readonly Call[] = [
  checkVoucher,
  placeHold,
  ...Object.values(holds),
  redeemVoucher,
  ...Object.values(redemptions),
  ...Object.values(applications),
  ...Object.values(attachments),
  readDocument,
];
