import type messages from '@/app/_i18n/it.json';
import type { OwnDataStatus } from '@/domain/own-data/request';

/** The catalogue's word for each state of a request. */
export const statusWord: Record<OwnDataStatus, keyof typeof messages.ownData.statuses> = {
  'in preparazione': 'preparing',
  pronta: 'ready',
  scaduta: 'expired',
  'da decidere': 'toDecide',
  decisa: 'decided',
  eseguita: 'performed',
};
