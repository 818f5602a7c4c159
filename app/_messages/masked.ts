import type { FailedMessage } from '@/db/queries/failed-messages';
import { maskedMail } from '@/domain/ticket/look';
import { maskedNumber } from '@/domain/voucher/acts';

/** Where a message went, as far as its owner would know it again. */
export const masked = ({ channel, recipient }: Pick<FailedMessage, 'channel' | 'recipient'>): string =>
  channel === 'sms' ? maskedNumber(recipient) : maskedMail(recipient);
