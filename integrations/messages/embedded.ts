import { randomUUID } from 'node:crypto';
import type { MessageGateway } from './port';
import { addressed } from './recipient';

/**
 * The embedded carrier: the message's own row in the database is its mailbox, read at `/dev/messaggi`. For trying,
 * developing and tests.
 */
export const embeddedGateway: MessageGateway = {
  send: (message) =>
    Promise.resolve(message)
      .then(addressed)
      .then(() => `embedded:${randomUUID()}`),
};
