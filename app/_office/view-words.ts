import type messages from '@/app/_i18n/it.json';
import type { ViewAct } from '@/domain/audit/views';

/** The catalogue's word for each kind of look. */
export const viewWord: Record<ViewAct, keyof typeof messages.views.acts> = {
  'view.application': 'application',
  'view.attachment': 'attachment',
  'view.letter': 'letter',
  'view.ticket': 'ticket',
  'view.ticket-file': 'ticketFile',
  'view.worklist': 'worklist',
  'view.queue': 'queue',
  'view.waiting-list': 'waitingList',
  'view.rehearsal': 'rehearsal',
  'view.batch': 'batch',
  'view.own-data': 'ownData',
  'view.failed-messages': 'failedMessages',
  'view.failed-message': 'failedMessage',
  'view.pin-letters': 'pinLetters',
  'view.pin-letter': 'pinLetter',
  'view.calls': 'calls',
  'view.call': 'call',
  'view.clients': 'clients',
  'view.client': 'client',
  'view.export': 'export',
  'look.voucher': 'lookVoucher',
  'look.access': 'lookAccess',
};
