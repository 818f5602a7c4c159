import { closeApplication } from '../../commands/application/close';
import { done, type Town, type User } from './town';

/** Ends an application without a decision. */
export const withdrawOrDiscard = async (
  town: Town,
  citizen: User,
  applicationId: string,
  as: 'withdrawn' | 'discarded',
): Promise<void> => void done(await closeApplication(town.db, citizen, { applicationId, as }));
