import type { Answers } from '@/domain/application/answers';
import type { Copy, Dispute } from './plan';

/** What came of asking the server to save. */
export type Reply =
  | { kind: 'saved'; version: number; savedAt: string }
  | { kind: 'disputed'; disputes: Dispute[] }
  /** Texts no draft can hold; none named where all together are too long. */
  | { kind: 'refused'; fields: string[] }
  /** The access has ended; the draft was sent; it is in somebody else's hands; there is no such draft for this person. */
  | { kind: 'expired' | 'sent' | 'outOfHands' | 'gone' }
  /** Nobody knows whether it was saved. `wait`: milliseconds the server asked for. */
  | { kind: 'failed'; wait?: number };

/** What the person is told. */
export type Status =
  | { kind: 'quiet' | 'sent' | 'outOfHands' | 'gone' | 'noNetwork' }
  /** `at`: the instant, ISO 8601. */
  | { kind: 'saved'; at: string }
  /** `copied`: whether what is typed stands on the device meanwhile. */
  | { kind: 'offline' | 'unreachable' | 'expired'; copied: boolean }
  | { kind: 'disputed'; disputes: Dispute[] }
  | { kind: 'refused'; fields: string[] };

/** What was put back into the fields: when it was typed, in milliseconds, and what stood there before. */
export interface Found {
  at: number;
  before: Answers;
}

/** What the keeper works upon: the form, the network, the device, the person. */
export interface Surroundings {
  /** The fields that save themselves, each with its text, empty ones too. */
  read: () => Answers;
  /** The fields that are saved only by hand, likewise. */
  readAside: () => Answers;
  /** Puts texts into fields as if typed. */
  put: (texts: Answers) => void;
  /** The version of the draft that the form was drawn from. */
  version: number;
  /** Whether the form was drawn with texts that only the person may save. */
  isHeld: boolean;
  /** The saved answers on which the form, posted by hand, says it was typed. */
  readBase: () => Answers;
  writeBase: (base: Answers) => void;
  send: (part: { base: Answers; answers: Answers }) => Promise<Reply>;
  isOnline: () => boolean;
  copies: {
    read: () => Copy | null;
    /** Answers whether it stands there. */
    write: (copy: Omit<Copy, 'at' | 'by'>) => boolean;
    /** Another page's copy of the same section is left, unless `anybodys`. */
    drop: (anybodys?: boolean) => void;
  };
  tell: (status: Status) => void;
  tellFound: (found: Found) => void;
}
