import type { IconName } from '@/app/_ui/Icon';
import type { StatusColor } from '@/app/_ui/status-look';
import type { SignalKind, SignalState } from '@/domain/control/signals';
import type { ThresholdName } from '@/domain/control/thresholds';

/** The catalogue's keys: no dash in them. */
export const kindWord = {
  round: 'round',
  rapid: 'rapid',
  'one-shop': 'oneShop',
  'wrong-codes': 'wrongCodes',
} as const satisfies Record<SignalKind, string>;

export const stateWord = {
  'da vedere': 'new',
  cresciuto: 'grown',
  chiarito: 'cleared',
  'da seguire': 'followed',
} as const satisfies Record<SignalState, string>;

export const stateLook: Record<SignalState, { color: StatusColor; icon: IconName }> = {
  'da vedere': { color: 'yellow', icon: 'clock' },
  cresciuto: { color: 'yellow', icon: 'warning-circle' },
  chiarito: { color: 'green', icon: 'check-circle' },
  'da seguire': { color: 'red', icon: 'search' },
};

/** The thresholds of each kind, in the order they are read. */
export const thresholdsOf: Record<SignalKind, readonly ThresholdName[]> = {
  round: ['roundTo', 'roundFrom', 'roundSpends'],
  rapid: ['rapidSeconds', 'rapidSpends'],
  'one-shop': ['wholeShare', 'wholeVouchers', 'wholeOfShop'],
  'wrong-codes': ['wrongCodes'],
};
