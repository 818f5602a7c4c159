import { condition, proxyActivities, setDefaultSignalHandler, sleep } from '@temporalio/workflow';
import type { Activities } from '../../activities';
import type { OwnDataNotice } from '../../domain/notices';
import type { OwnDataEvent, OwnDataKind, OwnDataOutcome } from '../../domain/own-data/request';
import { deliver } from '../delivery';
import { Inbox } from '../inbox';
import type { Numbered, ProcessStart } from '../messages';
import { ownActsInTurn } from '../own-acts';
import { writing } from '../retries';

const documents = proxyActivities<Pick<Activities, 'prepareOwnData'>>(writing);

/** Between two tries of an erasure that something under way, or a claim, still holds up. */
const holdUp = '7 days';

/**
 * What a person asks about their own data. A copy is prepared, may be taken for some days, and is removed. Anything else is
 * decided by the office within its term, and what is granted of an erasure is carried out, when nothing needs the data.
 */
export async function ownData({ epoch, id }: ProcessStart): Promise<void> {
  const own = ownActsInTurn();
  const reference = { epoch, requestId: id };
  const inbox = new Inbox<OwnDataEvent>();
  let asked: OwnDataKind | null = null;
  let outcome: OwnDataOutcome | null = null;
  let term = { answerBy: '', warnAt: '' };

  const take = (event: Numbered<OwnDataEvent>): void => {
    if (event.kind === 'asked') asked = event.request;
    if (event.kind === 'asked' || event.kind === 'extended') term = event;
    if (event.kind === 'extended' && !event.recalled) void tell('own-data-extended', String(event.number));
    if (event.kind === 'decided') outcome = event.outcome;
  };
  let underWay = 0;
  const tell = async (notice: OwnDataNotice, occasion: string): Promise<void> => {
    underWay++;
    const { messageId } = await own.noticeOwnData({ ...reference, notice, occasion });
    if (messageId) await deliver(epoch, messageId, own);
    underWay--;
  };

  // Only now: what has come already is taken in at once, and may have to be told.
  setDefaultSignalHandler((_kind, ...events) =>
    inbox.accept(...(events as Numbered<OwnDataEvent>[])).forEach(take),
  );

  await condition(() => asked !== null);
  if (is('export')) await copy();
  else {
    await answer();
    if (is('erasure') && outcome === 'accolta') await erase();
  }
  await condition(() => underWay === 0);

  function is(kind: OwnDataKind): boolean {
    return asked === kind;
  }

  async function copy(): Promise<void> {
    const { expiresAt } = await documents.prepareOwnData(reference);
    void tell('own-data-ready', 'ready');
    await sleep(until(expiresAt));
    await own.expireOwnData(reference);
  }

  async function answer(): Promise<void> {
    void tell('own-data-received', '1');
    void tell('own-data-to-decide', '1');
    for (let running: typeof term | null = null; running !== term;) {
      running = term;
      const over = (): boolean => outcome !== null || running !== term;
      if (await condition(over, until(running.warnAt))) continue;
      void tell('own-data-due', running.warnAt);
      if (await condition(over, until(running.answerBy))) continue;
      void tell('own-data-overdue', running.answerBy);
      await condition(over);
    }
    // Before the address is erased.
    await tell('own-data-decided', 'decided');
  }

  async function erase(): Promise<void> {
    while (!(await own.performErasure(reference)).done) await sleep(holdUp);
  }
}

/** In milliseconds, from now. */
const until = (instant: string): number => Math.max(1, Date.parse(instant) - Date.now());
