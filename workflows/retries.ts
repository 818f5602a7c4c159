import type { ActivityOptions, LocalActivityOptions, RetryPolicy } from '@temporalio/common';

/**
 * Acts on our own database, which comes back: keep asking, soon at first, then every half minute. They run inside the
 * worker without a round trip; waits longer than five seconds are handed to the engine, so that no worker is kept by them.
 * A message that leaves straight away is one of them, and is let wait for as long as the adapters of gateways wait.
 */
export const ownActs: LocalActivityOptions = {
  startToCloseTimeout: '30s',
  localRetryThreshold: '5s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '30s' },
};

/** An SMS or mail gateway out of order: patient tries over a day, then the message is given up and shown as such. */
export const gateway: RetryPolicy = {
  initialInterval: '2s',
  backoffCoefficient: 2,
  maximumInterval: '10m',
};

/** How long a message is worth delivering. */
export const gatewayPatience = '1 day';

/**
 * The inspection of a file. A virus scanner or the store of files may be out of order for hours: the file waits, and is never
 * let through unscanned. A worker that dies at it is missed within half a minute.
 */
export const inspection: ActivityOptions = {
  startToCloseTimeout: '10m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '5m' },
};

/** A service that keeps files out of order: what was taken away is gone in the end. */
export const fileRemoval: ActivityOptions = {
  startToCloseTimeout: '1m',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '1h' },
};

/** Documents written from our own database, which comes back; a copy of all of a person's data takes a while. */
export const writing: ActivityOptions = {
  startToCloseTimeout: '5m',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
};

/**
 * A register of another body out of order, or asking for less haste: patient tries, each later than the one before
 * unless the register names the moment itself (`Retry-After`).
 */
export const register: RetryPolicy = {
  initialInterval: '5s',
  backoffCoefficient: 2,
  maximumInterval: '1h',
};

/** How long an answer of a register is worth waiting for. */
export const registerPatience = '7 days';

/**
 * Rows of a batch, a slice of time after the other, on our own database, which comes back. A worker that dies at them is
 * missed within ten seconds: each row is done once, whoever comes to it.
 */
export const rowByRow: ActivityOptions = {
  startToCloseTimeout: '2m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '30s' },
};
