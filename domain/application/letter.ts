import type { Cents } from '../money';
import type { Evaluation } from '../programme/evaluation';
import type { RejectionReason } from './reasons';

/** What the letter of a decision states. The letter can be written again from it at any time, byte by byte. */
export interface Letter {
  programme: string;
  /** The entry in the register. */
  number: number;
  year: number;
  registeredAt: Date;
  beneficiary: { name: string; fiscalCode: string };
  outcome: 'approvata' | 'respinta';
  decidedAt: Date;
  /** Who decided, for the Ente. */
  responsible: string;
  /** Null where the answer is no. */
  amountCents: Cents | null;
  /** How the rules judged the household; null for decisions taken before it was kept. */
  evaluation: Evaluation | null;
  /** Of a rejection. */
  reasonCodes: RejectionReason[];
  /** In the office's words; null where none was owed. */
  reason: string | null;
  /** Until when the office itself may be asked to look again; null where the programme grants no review. */
  reviewUntil: Date | null;
}

/** The name of the file a letter is handed over as: `provvedimento-11625-2021.pdf`. */
export const letterFileName = ({ number, year }: Pick<Letter, 'number' | 'year'>): string =>
  `provvedimento-${number}-${year}.pdf`;
