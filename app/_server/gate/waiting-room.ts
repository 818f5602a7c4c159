import { AsyncResource } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import { callTurns, forgetTurns, keepTurns, type Waiting } from '@/commands/waiting-room/turns';
import { activeProgrammes } from '@/db/queries/programmes';
import { readCalls, readQueue } from '@/db/queries/waiting-room';
import { adapted, initialCapacity } from '@/domain/waiting-room/capacity';
import {
  arrivedSeconds,
  beyondAhead,
  isBeyond,
  minutesUntil,
  paceOf,
  placesAhead,
  secondsToAsk,
  unknownQueue,
  waitingIn,
  type Calls,
} from '@/domain/waiting-room/queue';
import { settledUntil, stillTelling, type Stand } from '@/domain/waiting-room/horizon';
import { isGathering, lastOpening, turnOf } from '@/domain/waiting-room/turn';
import { environment, trustedProxies } from '@/env';
import { cookieName, cookiesIn, openToken } from '../auth';
import { database } from '../database';
import { callerAddress } from './address';
import { hasShortBody } from './refusal';
import { isNobody } from './shared';
import { strainMeter } from './strain';
import { holderOf, lotOf, newTicket, openTicket, ownTicket, sharedTicket } from './ticket';
import { openTurningAway, ticketCookie, type Caller } from './turn-away';
import { askHeader } from './waiting-page';
import { isFree, isWork } from './who-waits';

/** How somebody comes in: without being counted, before those who stand in line, or in their turn. */
export type Entry = 'free' | 'first' | 'in turn';

/** How often the queue is written and read while somebody waits, and looked at while nobody does, in milliseconds. */
const often = 250;
const seldom = 1_000;
/** How often the openings are read, who is gone is forgotten, and over how long the calls are counted. */
const openingsEvery = 10_000;
const forgetEvery = 600_000;
const countedOver = 60_000;

/** All places are read for one part in so many of the time: with a hundred thousand who wait that takes a while. */
const placesShare = 20;

/** So many turns are written at a time. */
const longestBatch = 5_000;

/** Who is in stands in line in the process for a moment when all come back at once; pages no longer than so many seconds. */
const longestLine = 4;

export interface WaitingRoom {
  /**
   * Lets whoever calls go in, at once or after a look at who they are, or answers them in its own way.
   *
   * @param goIn says how they come in, where they do
   */
  door: (caller: Caller, goIn: (entry: Entry) => void) => void;
  /** Takes on somebody who has come in: by `enter`, as soon as there is room for them. */
  takeOn: (caller: Caller, entry: Entry, enter: () => void) => void;
}

/**
 * The waiting room (decision 0038): beyond what this process can take on, whoever comes gets a place in a queue that all
 * processes share, and a page that costs next to nothing, in front of the framework and of every password. While there is
 * room a visit costs two comparisons, and nothing is set.
 */
export function openWaitingRoom(): WaitingRoom {
  const env = environment();
  const [ceiling, proxies] = [env.PAGES_AT_ONCE, trustedProxies(env)];
  const turnAway = openTurningAway();
  const meter = strainMeter();
  let capacity = initialCapacity(ceiling);
  let underWay = 0;
  const line: (() => void)[] = [];
  let queue = unknownQueue;
  let stands: Stand[] = [];
  /** When the places are read anew. */
  let placesAt = 0;
  let openings: number[] = [];
  let calls: Calls[] = [];
  const asked = new Map<string, Waiting>();
  /** Of people who came with another browser before: when. */
  const cameEarlier = new Map<string, number>();

  const somebodyWaits = (): boolean => asked.size > 0 || queue.marks.length > 0;
  // A moment's line costs people less than the way through the room: it opens when that is as long as what is under way.
  const isCrowded = (): boolean => underWay + line.length >= 2 * capacity.atOnce || somebodyWaits();

  const serve = ({ request, response, path }: Caller, enter: () => void): void => {
    // A file takes as long as its sender's network.
    if (request.method !== 'GET' && !hasShortBody(request.method ?? '', path)) return enter();
    underWay++;
    meter.sees(underWay + line.length);
    const begun = performance.now();
    response.once('close', () => {
      underWay--;
      meter.answered(performance.now() - begun);
      while (underWay < capacity.atOnce && line.length > 0) line.shift()?.();
    });
    enter();
  };

  const takeOn = (caller: Caller, entry: Entry, enter: () => void): void => {
    if (entry === 'free') return enter();
    if (entry === 'first' || underWay < capacity.atOnce) return serve(caller, enter);
    line.push(
      AsyncResource.bind(() => {
        if (!caller.response.destroyed) serve(caller, enter);
      }),
    );
    meter.sees(underWay + line.length);
  };

  const meet = (caller: Caller, goIn: (entry: Entry) => void): void => {
    const { request, path } = caller;
    const cookies = cookiesIn(request.headers.cookie);
    const person = openToken(cookies.get(cookieName('session')));
    const now = Date.now();
    const opening = lastOpening(openings, now);
    if (person && isWork(path)) return goIn('first');
    const comesIn = (): void =>
      request.headers[askHeader] === undefined ? goIn('in turn') : turnAway.yes(caller);
    // Who has come in since the opening is in.
    if (person && person.since >= (opening ?? 0)) return comesIn();

    const known = openTicket(cookies.get(ticketCookie()), now);
    const isAnybodys =
      isPageOf(request) && (isNobody(request.headers) || (known?.holder === '' && cookies.size === 1));
    const isNew = known === null && isAnybodys;
    const moment = isNew ? sharedTicket(now) : known?.holder === '' ? known : null;
    // Whose turn is far has the moment of their arrival alone. Who has just come has been asked back before it could be near.
    const sooner = isNew ? arrivedSeconds * 1_000_000 : 0;
    const stays = moment !== null && !person && isBeyond(queue, moment.arrivedAt - sooner);
    const isShared = isAnybodys && (isNew || stays);
    const came = moment && (isNew || stays) ? moment : ownTicket(known ?? newTicket(now), now);
    const holder = person ? holderOf(person.userId) : came.holder;
    const arrivedAt = Math.min(came.arrivedAt, cameEarlier.get(holder) ?? Infinity);
    const turn = turnOf(arrivedAt, opening, () => lotOf(person ? holder : callerOf(request), opening));
    const full =
      request.method === 'GET' && line.length >= Math.max(capacity.atOnce, longestLine * capacity.answers);

    // A browser that keeps no cookie comes back as somebody else: only who has come back is written down.
    const isWritten = (known !== null && !stays) || person !== null;
    if (isWritten && turn <= queue.called && !full) return comesIn();
    const hasPlace = isWritten || stays;
    const ahead = hasPlace ? placesAhead(queue, turn) : waitingIn(queue);
    const pace = paceOf(calls);
    const before = stays ? beyondAhead(queue, turn) : ahead;
    // Who has just come has no place yet that could be told.
    const soonest = hasPlace ? secondsToAsk(before, waitingIn(queue), pace) : arrivedSeconds;
    // Not all at once.
    const seconds = Math.round(soonest * (1 + Math.random() / 4));
    const seenAt = new Date(now + seconds * 1_000);
    if (isWritten) asked.set(holder, { holder: Buffer.from(holder, 'hex'), arrivedAt, turn, seenAt });
    const stage = isGathering(opening, now) ? 'gathering' : hasPlace ? 'queued' : 'arrived';
    const posted = request.method !== 'GET' && request.method !== 'HEAD';
    turnAway.no(
      caller,
      { stage, ahead, minutes: minutesUntil(ahead, pace), seconds, posted },
      known && came === known && arrivedAt === known.arrivedAt ? null : { ...came, arrivedAt },
      isShared,
    );
  };

  const callerOf = ({ headers, socket }: IncomingMessage): string =>
    callerAddress(headers['x-forwarded-for'], socket.remoteAddress, proxies);

  /** Called in turn with itself: writes who asked, calls, and reads how the queue stands. */
  const look = async (due: number): Promise<void> => {
    const [db, now] = [database(), Date.now()];
    const opening = lastOpening(openings, now);
    const batch = [...asked].slice(0, longestBatch);
    for (const [holder] of batch) asked.delete(holder);
    const waiting = batch.map(([, each]) => each);
    for (const { holder, arrivedAt } of await keepTurns(db, waiting, opening))
      cameEarlier.set(holder.toString('hex'), arrivedAt);
    if ((batch.length > 0 || somebodyWaits()) && !isGathering(opening, now))
      await callTurns(db, {
        count: due,
        opening,
        settled: settledUntil(stands, now),
        perSecond: paceOf(calls)?.perSecond ?? capacity.perSecond,
      });
    const begun = performance.now();
    const read =
      now < placesAt ? { ...queue, ...(await readCalls(db, opening)) } : await readQueue(db, opening);
    if (now >= placesAt) placesAt = now + placesShare * (performance.now() - begun);
    queue = read;
    stands = stillTelling([...stands, { at: now, horizon: read.horizon }], now);
    calls = [
      ...calls.filter(({ at }) => now - at < countedOver && read.marks.length > 0),
      { at: now, count: read.calls },
    ];
  };

  const readOpenings = async (): Promise<void> => {
    const programmes = await activeProgrammes(database());
    openings = programmes
      .flatMap(({ openWindow, nextWindow }) => [openWindow, nextWindow])
      .flatMap((window) => (window === null ? [] : [Date.parse(window.opensAt)]));
  };

  const keepLooking = async (): Promise<never> => {
    let [adaptedAt, openingsAt, forgottenAt, lookedAt, due] = [0, 0, Date.now(), Date.now(), 0];
    for (;;) {
      const now = Date.now();
      if (now - adaptedAt >= seldom) {
        capacity = adapted(capacity, meter.look(line.length), { ceiling, waiting: somebodyWaits() });
        adaptedAt = now;
      }
      // By the time that has passed: on a busy machine a look takes its time.
      due = somebodyWaits() ? due + (capacity.perSecond * (now - lookedAt)) / 1_000 : 0;
      lookedAt = now;
      try {
        if (now - openingsAt >= openingsEvery) {
          await readOpenings();
          openingsAt = now;
        }
        await look(Math.floor(due));
        due %= 1;
        if (now - forgottenAt >= forgetEvery) {
          cameEarlier.clear();
          await forgetTurns(database());
          forgottenAt = now;
        }
      } catch {
        // Without a database nobody is called: whoever has a place keeps it in their cookie.
      }
      await pause(somebodyWaits() ? often : seldom);
    }
  };
  void keepLooking();

  return {
    takeOn,
    door: (caller, goIn) => {
      const { request, path } = caller;
      if (isFree(path, request.headers)) return goIn('free');
      if (isCrowded()) return meet(caller, goIn);
      return request.headers[askHeader] === undefined ? goIn('in turn') : turnAway.yes(caller);
    },
  };
}

/** Whether a page is asked for, as browsers do. */
const isPageOf = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' && headers.accept?.includes('text/html') === true;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
