import type { RetryPolicy } from '@temporalio/common';

/** Our own database comes back: keep asking, soon at first, then every half minute. */
export const ownDatabase: RetryPolicy = {
  initialInterval: '200ms',
  backoffCoefficient: 2,
  maximumInterval: '30s',
};

/** An SMS or mail gateway out of order: patient tries over a day, then the message is given up and shown as such. */
export const gateway: RetryPolicy = {
  initialInterval: '2s',
  backoffCoefficient: 2,
  maximumInterval: '10m',
};

/** How long a message is worth delivering. */
export const gatewayPatience = '1 day';
