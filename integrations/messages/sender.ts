/** Who mail comes from. */
export interface MailSender {
  /** The municipality, as the mailbox shows it. */
  fromName: string;
  fromAddress: string;
  /** Where answers go. */
  replyTo: string;
}

/** The name without what could close its quotes or its line. */
export const shownName = ({ fromName }: MailSender): string =>
  fromName.replaceAll(/[\p{C}"\\]+/gu, ' ').trim();

/** `"Comune di Assemini" <noreply@…>` (RFC 5322 § 3.4). */
export const nameAndAddress = (sender: MailSender): string =>
  `"${shownName(sender)}" <${sender.fromAddress}>`;
