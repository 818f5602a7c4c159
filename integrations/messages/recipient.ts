import { PermanentRefusal, type OutgoingMessage } from './port';

/** One telephone number in E.164. */
const telephone = /^\+[1-9]\d{5,14}$/;

/** One mail address: nothing that could name a second one, open a header or close the first. */
const mailbox = /^[^\s@,;:<>()[\]"\\\p{C}]{1,64}@[^\s@,;:<>()[\]"\\\p{C}]{1,190}$/u;

/**
 * A message whose recipient is one number or one address, and whose subject is one line: what was typed into a form can
 * open no header, whatever a carrier does with it.
 *
 * @throws PermanentRefusal for a recipient that is neither
 */
export function addressed(message: OutgoingMessage): OutgoingMessage {
  const { recipient, subject } = message;
  if (!telephone.test(recipient) && !mailbox.test(recipient)) {
    throw new PermanentRefusal('not a number or an address', 'unknown-recipient');
  }
  return { ...message, subject: subject?.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ') ?? null };
}
