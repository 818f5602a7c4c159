import { ente } from '@/ente';
import { environment } from '@/env';
import { messageExamples } from '@/domain/message-examples';
import { writeMessage, type MessageKind, type Sender, type WrittenMessage } from '@/domain/messages';

/** Who signs, as the worker has it. */
export const sender = (): Sender => ({ name: ente.name, url: environment().APP_URL });

/** A message of a kind, about people who do not exist. */
export const exampleOf = <K extends MessageKind>(kind: K): WrittenMessage =>
  writeMessage(kind, messageExamples[kind], sender());
