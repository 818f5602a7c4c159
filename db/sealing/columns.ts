import type { Answers, ApplicationForm } from '../../domain/application/answers';
import type { CheckWords } from '../../domain/control/check';
import type { MessageKind, MessageParams } from '../../domain/messages';
import type { Evaluation } from '../../domain/programme/evaluation';
import type { RegisterAnswer } from '../../domain/register/registers';
import type { RegisterRow } from '../../domain/register/rows';
import { sealedBytes, sealedDocument, sealedText, type Sealed, type SealedColumn } from './sealed';

/** What the worklist and the office's look for shared contacts search by: it stays legible for the database. */
const searchedBy = [
  'beneficiary.fiscalCode',
  'beneficiary.familyName',
  'beneficiary.givenName',
  'contacts.mobile',
  'contacts.email',
] as const;

function searched<T>(values: Readonly<Record<string, T>>): Record<string, T> {
  const found = Object.entries(values).filter(([name]) => (searchedBy as readonly string[]).includes(name));
  return Object.fromEntries(found);
}

const of = (table: string, column: string, ...key: string[]) => ({
  table,
  column,
  key: key.length > 0 ? key : ['id'],
});

export const sealedAnswers = sealedDocument<Answers>(of('applications', 'answers'), searched);

/** Of the members only how many there are stays legible: statistics count households by size. */
export const sealedForm = sealedDocument<ApplicationForm>(of('applications', 'form'), (form) => ({
  values: searched(form.values),
  members: form.members.map(() => ({})),
}));

const parked = (column: string) =>
  sealedDocument<Answers>(of('parked_answers', column, 'application_id', 'section'));
export const sealedParking = { base: parked('base'), typed: parked('typed') };

export const sealedDecision = {
  evaluation: sealedDocument<Evaluation>(of('decisions', 'evaluation')),
  reason: sealedText(of('decisions', 'reason')),
};
export const sealedProposal = {
  evaluation: sealedDocument<Evaluation>(of('proposals', 'evaluation')),
  reason: sealedText(of('proposals', 'reason')),
  returnReason: sealedText(of('proposals', 'return_reason')),
};
export const sealedRequest = {
  text: sealedText(of('citizen_requests', 'text')),
  draft: sealedText(of('citizen_requests', 'draft')),
  answer: sealedText(of('citizen_requests', 'answer')),
};
export const sealedReview = sealedText(of('reviews', 'text'));

export const sealedAnnulment = sealedText(of('annulments', 'reason', 'application_id'));
export const sealedVoucherAct = sealedText(of('voucher_acts', 'reason'));

export const sealedInquiry = sealedDocument<RegisterAnswer>(of('inquiries', 'found'));
/** Rows of the registers are named by the keyed hash of their person's codice fiscale. */
export const sealedResident = sealedDocument<RegisterRow['anagrafe']>(
  of('register_residents', 'sealed', 'fiscal_code'),
);
export const sealedIsee = sealedDocument<RegisterRow['isee']>(of('register_isees', 'sealed', 'fiscal_code'));

export const sealedPart = sealedBytes(of('attachment_parts', 'bytes', 'attachment_id', 'position'));
export const sealedContent = sealedBytes(of('attachment_contents', 'bytes', 'attachment_id'));

export const sealedMessage = {
  params: sealedDocument<MessageParams[MessageKind]>(of('messages', 'params')),
  subject: sealedText(of('messages', 'subject')),
  text: sealedText(of('messages', 'text')),
};
export const sealedMessageFile = sealedBytes(of('message_attachments', 'bytes', 'message_id', 'name'));

export const sealedTicketMessage = sealedText(of('ticket_messages', 'body'));
export const sealedTicketNote = sealedText(of('ticket_notes', 'body'));
export const sealedTicketFile = sealedBytes(of('ticket_file_contents', 'bytes', 'file_id'));

export const sealedOwnData = {
  text: sealedText(of('own_data_requests', 'text')),
  extensionReason: sealedText(of('own_data_requests', 'extension_reason')),
  reason: sealedText(of('own_data_requests', 'reason')),
};
/** The document that says the second part of a PIN, until it is posted. */
export const sealedLetter = sealedBytes(of('letters', 'content'));

/** A person's whole data, as long as they may take the copy. */
export const sealedArchive = sealedBytes(of('own_data_archives', 'bytes', 'request_id'));

/** The secret of a sample, until it is drawn. */
export const sealedSampleSecret = sealedText(of('samples', 'sealed_secret'));
export const sealedCheckWords = sealedDocument<CheckWords>(
  of('check_outcomes', 'words', 'application_id', 'declaration'),
);
export const sealedRecoveryNote = sealedText(of('recovery_steps', 'note', 'application_id', 'number'));

/** The secrets that authenticator apps hold too. */
export const sealedTotp = sealedBytes(of('totp_factors', 'secret', 'user_id'));

/** The secret of a programme's draw, until it is made. */
export const sealedDrawSecret = sealedText(of('programme_draws', 'secret', 'programme_id'));

/** The key of keyed hashes (db/hash-key.ts). */
export const sealedHashKey = sealedBytes(of('installation', 'hash_key', 'only_row'));

/** Every sealed column: what is sealed anew when the key changes, and what the audit opens. */
export const sealedColumns = [
  sealedAnswers,
  sealedForm,
  ...Object.values(sealedParking),
  ...Object.values(sealedDecision),
  ...Object.values(sealedProposal),
  ...Object.values(sealedRequest),
  sealedReview,
  sealedAnnulment,
  sealedVoucherAct,
  sealedInquiry,
  sealedResident,
  sealedIsee,
  sealedPart,
  sealedContent,
  ...Object.values(sealedMessage),
  sealedMessageFile,
  sealedTicketMessage,
  sealedTicketNote,
  sealedTicketFile,
  ...Object.values(sealedOwnData),
  sealedLetter,
  sealedArchive,
  sealedSampleSecret,
  sealedCheckWords,
  sealedRecoveryNote,
  sealedTotp,
  sealedDrawSecret,
  sealedHashKey,
] as readonly SealedColumn<unknown>[];

/** An application with its answers and its form opened. */
export type Opened<A> = Omit<A, 'answers' | 'form'> & { answers: Answers; form: ApplicationForm | null };

/** Opens what a row of `applications` holds sealed. */
export function openApplicationRow<
  A extends { id: string; answers: Sealed<Answers>; form: Sealed<ApplicationForm> | null },
>(row: A): Opened<A> {
  return {
    ...row,
    answers: sealedAnswers.open(row.id, row.answers),
    form: sealedForm.open(row.id, row.form),
  };
}

/** Opens what a row of `messages` holds sealed. */
export const openMessageRow = <
  R extends {
    id: string;
    params: Sealed<MessageParams[MessageKind]>;
    subject: Sealed<string> | null;
    text: Sealed<string> | null;
  },
>(
  row: R,
) => ({
  ...row,
  params: sealedMessage.params.open(row.id, row.params),
  subject: sealedMessage.subject.open(row.id, row.subject),
  text: sealedMessage.text.open(row.id, row.text),
});

/** Opens what a row of `decisions` holds sealed. */
export const openDecisionRow = <
  R extends { id: string; evaluation: Sealed<Evaluation> | null; reason: Sealed<string> | null },
>(
  row: R,
) => ({
  ...row,
  evaluation: sealedDecision.evaluation.open(row.id, row.evaluation),
  reason: sealedDecision.reason.open(row.id, row.reason),
});

/** Opens what a row of `proposals` holds sealed. */
export const openProposalRow = <
  R extends {
    id: string;
    evaluation: Sealed<Evaluation> | null;
    reason: Sealed<string> | null;
    returnReason: Sealed<string> | null;
  },
>(
  row: R,
) => ({
  ...row,
  evaluation: sealedProposal.evaluation.open(row.id, row.evaluation),
  reason: sealedProposal.reason.open(row.id, row.reason),
  returnReason: sealedProposal.returnReason.open(row.id, row.returnReason),
});

/** Opens what a row of `citizen_requests` holds sealed. */
export const openRequestRow = <
  R extends {
    id: string;
    text: Sealed<string> | null;
    draft: Sealed<string> | null;
    answer: Sealed<string> | null;
  },
>(
  row: R,
) => ({
  ...row,
  text: sealedRequest.text.open(row.id, row.text),
  draft: sealedRequest.draft.open(row.id, row.draft),
  answer: sealedRequest.answer.open(row.id, row.answer),
});

/** Opens what a row of `own_data_requests` holds sealed. */
export const openOwnDataRow = <
  R extends {
    id: string;
    text: Sealed<string> | null;
    extensionReason: Sealed<string> | null;
    reason: Sealed<string> | null;
  },
>(
  row: R,
) => ({
  ...row,
  text: sealedOwnData.text.open(row.id, row.text),
  extensionReason: sealedOwnData.extensionReason.open(row.id, row.extensionReason),
  reason: sealedOwnData.reason.open(row.id, row.reason),
});
