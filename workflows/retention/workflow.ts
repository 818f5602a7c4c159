import { condition, proxyLocalActivities, setDefaultSignalHandler } from '@temporalio/workflow';
import type { Activities } from '../../activities';
import { heldRetry, type RetentionEvent } from '../../domain/retention/terms';
import { Inbox } from '../inbox';
import type { Numbered, ProcessStart } from '../messages';
import { ownActs } from '../retries';

const own = proxyLocalActivities<Pick<Activities, 'eraseRetained'>>(ownActs);

/**
 * What a closed programme knows of people stays for its term, which the office may move. Then it is erased, but for what
 * somebody's claim holds: that is looked at again when a hold is lifted, and now and then.
 */
export async function retention({ epoch, id }: ProcessStart): Promise<void> {
  const inbox = new Inbox<RetentionEvent>();
  let eraseAt = '';
  const take = (event: Numbered<RetentionEvent>): void => {
    if (event.kind === 'closed' || event.kind === 'moved') eraseAt = event.eraseAt;
  };
  setDefaultSignalHandler((_kind, ...events) =>
    inbox.accept(...(events as Numbered<RetentionEvent>[])).forEach(take),
  );

  await condition(() => eraseAt !== '');
  for (;;) {
    const known = inbox.state.last;
    const news = (): boolean => inbox.state.last > known;
    if (await condition(news, Math.max(1, Date.parse(eraseAt) - Date.now()))) continue;
    const erased = await own.eraseRetained({ epoch, programmeId: id });
    if (erased === 'done') return;
    if (erased === 'held') await condition(news, heldRetry);
  }
}
