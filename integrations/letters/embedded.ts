import type { LetterGateway } from './port';

/** The embedded carrier is the office itself: the letter waits at `/operatore/lettere` to be printed and posted. */
export const embeddedLetters: LetterGateway = { send: () => Promise.resolve('to-print') };
