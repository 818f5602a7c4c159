import { ApplicationFailure } from '@temporalio/common';
import { draftLetterDue, keepLetter, letterOf, recordCarried } from '../commands/pin/letter';
import type { Database } from '../db/client';
import type { Letterhead } from '../documents/pdf';
import { writePinLetter } from '../documents/pin-letter';
import type { Sender } from '../domain/messages';
import type { LetterGateway } from '../integrations/letters/port';

export interface Post {
  db: Database;
  letters: LetterGateway;
  letterhead: Letterhead;
  sender: Sender;
}

/**
 * Writes the letter with the second part of a PIN, keeps it and hands it to its carrier. A PIN that has ended meanwhile gets
 * none; one that has its letter, from the counter or an earlier try, gets no other, and that one is handed over.
 */
export async function sendPinLetter(post: Post, pinId: string): Promise<void> {
  const { db, letters } = post;
  const stored = (await letterOf(db, pinId)) ?? (await written(post, pinId));
  if (!stored?.content) return;
  const { id, recipient, address, content: pdf } = stored;
  const sent = await letters.send({ idempotencyKey: id, recipient, address: address.split('\n'), pdf });
  if (sent !== 'to-print') await recordCarried(db, id, sent.providerId);
}

async function written({ db, letterhead, sender: { url } }: Post, pinId: string) {
  const letter = await draftLetterDue(db, pinId);
  // The engine's clock may run ahead of the database's, which judges the day.
  if (letter === 'not-yet') throw ApplicationFailure.retryable('not yet');
  if (!letter) return null;
  const { bytes } = await writePinLetter(letter, { letterhead, url }, 'it');
  await keepLetter(db, { pinId, letter, content: bytes });
  return letterOf(db, pinId);
}
