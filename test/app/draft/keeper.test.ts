import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DraftKeeper } from '../../../app/domande/[id]/_draft/autosave/keeper';
import type { Found, Reply, Status } from '../../../app/domande/[id]/_draft/autosave/keeping';
import type { Copy } from '../../../app/domande/[id]/_draft/autosave/plan';
import type { Answers } from '../../../domain/application/answers';
import { mergeAnswers } from '../../../domain/application/merge';

/** What becomes of one request: it arrives and is answered, arrives and its answer is lost, or never arrives. */
type Fate = 'answered' | 'answer lost' | 'lost';

/** A draft on a server that merges as the real one does, over a network that may be told to fail. */
function server(answers: Answers = {}) {
  const state = { answers, version: 1, fates: [] as Fate[], requests: 0, reply: null as Reply | null };
  const send = async ({ base, answers: typed }: { base: Answers; answers: Answers }): Promise<Reply> => {
    state.requests += 1;
    const fate = state.fates.shift() ?? 'answered';
    await new Promise((resolve) => setTimeout(resolve, 300));
    if (state.reply) return state.reply;
    if (fate === 'lost') return { kind: 'failed' };
    const merged = mergeAnswers({ base, typed, current: state.answers });
    if (merged.faults.length === 0 && JSON.stringify(merged.answers) !== JSON.stringify(state.answers)) {
      state.answers = merged.answers;
      state.version += 1;
    }
    if (fate === 'answer lost') return { kind: 'failed' };
    if (merged.faults.length === 0)
      return { kind: 'saved', version: state.version, savedAt: '2021-03-31T08:42:00Z' };
    const disputes = merged.faults.map(({ field, params }) => ({
      field,
      theirs: String(params?.theirs ?? ''),
    }));
    return { kind: 'disputed', disputes };
  };
  return { state, send };
}

/** A device that keeps copies across pages. */
const device = () => ({ copy: null as Copy | null });

/** A page with the fields `a` and `b`, and `z` that is saved by hand alone, drawn from the server as it stands. */
function page(
  { state, send }: ReturnType<typeof server>,
  kept: ReturnType<typeof device>,
  { isHeld = false, shows = {} as Answers } = {},
) {
  const drawn = { a: state.answers.a ?? '', b: state.answers.b ?? '' };
  const sheet = {
    fields: { ...drawn, ...shows } as Record<string, string>,
    aside: { z: '' } as Record<string, string>,
    base: { ...state.answers },
    isOnline: true,
    told: [] as Status[],
    found: null as Found | null,
  };
  const keeper = new DraftKeeper({
    read: () => ({ ...sheet.fields }),
    readAside: () => ({ ...sheet.aside }),
    put: (texts) => {
      for (const [name, text] of Object.entries(texts))
        (name in sheet.fields ? sheet.fields : sheet.aside)[name] = text;
    },
    version: state.version,
    isHeld,
    readBase: () => sheet.base,
    writeBase: (base) => (sheet.base = base),
    send,
    isOnline: () => sheet.isOnline,
    copies: {
      read: () => kept.copy,
      write: (copy) => {
        kept.copy = structuredClone({ ...copy, at: Date.now(), by: 'page' });
        return true;
      },
      drop: () => (kept.copy = null),
    },
    tell: (status) => sheet.told.push(status),
    tellFound: (found) => (sheet.found = found),
  });
  const type = (field: string, text: string): void => {
    (field in sheet.fields ? sheet.fields : sheet.aside)[field] = text;
    keeper.typed();
  };
  return { keeper, type, sheet, last: () => sheet.told.at(-1) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);

describe('what is typed', () => {
  test('stands on the device at once, on the server after a lull, and on the device no longer', async () => {
    const [there, kept] = [server(), device()];
    const { type, sheet, last, keeper } = page(there, kept);
    type('a', 'x');
    expect(kept.copy?.typed).toEqual({ a: 'x', b: '', z: '' });
    await seconds(1);
    type('a', 'xy');
    await seconds(1);
    expect(there.state.requests).toBe(0);
    await seconds(1);
    expect(there.state.answers).toEqual({ a: 'xy' });
    expect(sheet.base).toEqual({ a: 'xy', b: '' });
    expect(last()).toEqual({ kind: 'saved', at: '2021-03-31T08:42:00Z' });
    expect([kept.copy, keeper.isAtRisk()]).toEqual([null, false]);
  });

  test('while a request is on its way goes with the next one, and never two at once', async () => {
    const there = server();
    const { type, keeper } = page(there, device());
    type('a', 'x');
    void keeper.flush();
    type('a', 'xy');
    void keeper.flush();
    void keeper.flush();
    expect(there.state.requests).toBe(1);
    await seconds(1);
    expect([there.state.requests, there.state.answers]).toEqual([2, { a: 'xy' }]);
  });

  test('and taken back before it was sent leaves nothing to save', async () => {
    const [there, kept] = [server({ a: 'x' }), device()];
    const { type } = page(there, kept);
    type('a', 'xy');
    type('a', 'x');
    await seconds(5);
    expect([there.state.requests, kept.copy]).toEqual([0, null]);
  });

  test('aside is never sent, but waits on the device', async () => {
    const [there, kept] = [server(), device()];
    const { type } = page(there, kept);
    type('z', 'Anna');
    type('a', 'x');
    await seconds(5);
    expect(there.state.answers).toEqual({ a: 'x' });
    expect(kept.copy?.typed.z).toBe('Anna');
    const next = page(there, kept);
    next.keeper.begin();
    expect(next.sheet.aside).toEqual({ z: 'Anna' });
  });

  test('before the page keeps anything is kept from then on', async () => {
    const [there, kept] = [server(), device()];
    const { keeper, sheet } = page(there, kept);
    sheet.aside.z = 'Anna';
    keeper.begin();
    expect(kept.copy?.typed.z).toBe('Anna');
    const next = page(there, device(), { shows: { a: 'x' } });
    next.keeper.begin();
    await seconds(5);
    expect(there.state.answers).toEqual({ a: 'x' });
  });
});

describe('when the server cannot be reached', () => {
  test('it is tried again, ever more rarely, until it is saved', async () => {
    const there = server();
    there.state.fates = ['lost', 'lost', 'lost'];
    const { type, last } = page(there, device());
    type('a', 'x');
    await seconds(3);
    expect(last()).toEqual({ kind: 'unreachable', copied: true });
    await seconds(20);
    expect([there.state.requests, there.state.answers]).toEqual([4, { a: 'x' }]);
    expect(last()?.kind).toBe('saved');
  });

  test('nothing is sent offline, and the person is told; a post by hand waits', async () => {
    const there = server();
    const { type, last, sheet, keeper } = page(there, device());
    sheet.isOnline = false;
    type('a', 'x');
    expect(last()).toEqual({ kind: 'offline', copied: true });
    expect(await keeper.flush()).toBe(false);
    await seconds(60);
    expect(there.state.requests).toBe(0);
    sheet.isOnline = true;
    expect(await Promise.all([keeper.flush(), seconds(1)])).toContain(true);
    expect(there.state.answers).toEqual({ a: 'x' });
  });

  const step = fc.record({
    field: fc.constantFrom('a', 'b'),
    text: fc.constantFrom('', 'x', 'xy', 'xyz'),
    fate: fc.constantFrom<Fate>('answered', 'answer lost', 'lost'),
    pause: fc.integer({ min: 0, max: 4 }),
    ending: fc.constantFrom('stays', 'stays', 'crashes', 'leaves'),
  });

  test('whatever is lost on the way, the last state wins and one’s own text is no dispute', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const [there, kept] = [server({ b: 'before' }), device()];
        there.state.fates = steps.map(({ fate }) => fate);
        let now = page(there, kept);
        const wanted: Record<string, string> = { a: '', b: 'before' };
        for (const { field, text, pause, ending } of steps) {
          now.type(field, text);
          wanted[field] = text;
          await seconds(pause);
          if (ending === 'stays') continue;
          if (ending === 'leaves') now.keeper.end(false);
          else vi.clearAllTimers();
          await seconds(1);
          now = page(there, kept);
          now.keeper.begin();
          expect(now.sheet.fields).toEqual(wanted);
        }
        there.state.fates = [];
        await seconds(90);
        await Promise.all([now.keeper.flush(), seconds(2)]);
        expect({ a: '', b: '', ...there.state.answers }).toEqual(wanted);
        expect(now.sheet.told.map(({ kind }) => kind)).not.toContain('disputed');
        expect(kept.copy).toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});

describe('two places', () => {
  test('that change different fields both keep theirs', async () => {
    const there = server();
    const [one, other] = [page(there, device()), page(there, device())];
    one.type('a', 'x');
    other.type('b', 'y');
    await seconds(3);
    expect(there.state.answers).toEqual({ a: 'x', b: 'y' });
  });

  test('that change the same one are told; then only the person decides, by hand', async () => {
    const [there, kept] = [server(), device()];
    const [one, other] = [page(there, device()), page(there, kept)];
    one.type('a', 'x');
    await seconds(3);
    other.type('a', 'y');
    await seconds(3);
    expect(other.last()).toEqual({ kind: 'disputed', disputes: [{ field: 'a', theirs: 'x' }] });
    // What the form now says it stands on lets a post by hand decide.
    expect(other.sheet.base.a).toBe('x');
    other.type('b', 'z');
    await seconds(9);
    expect(there.state.answers).toEqual({ a: 'x' });

    const again = page(there, kept);
    again.keeper.begin();
    await seconds(9);
    expect(again.sheet.fields).toEqual({ a: 'y', b: 'z' });
    expect(again.sheet.told).toEqual([{ kind: 'disputed', disputes: [{ field: 'a', theirs: 'x' }] }]);
    expect(there.state.answers).toEqual({ a: 'x' });
  });

  test('a page put away finds out whether the draft has moved on', async () => {
    const there = server();
    const [one, other] = [page(there, device()), page(there, device())];
    const asked = async (keeper: DraftKeeper) => (await Promise.all([keeper.hasMovedOn(), seconds(1)]))[0];
    expect(await asked(one.keeper)).toBe(false);
    other.type('b', 'y');
    await seconds(3);
    expect(await asked(one.keeper)).toBe(true);
    expect(await asked(other.keeper)).toBe(false);
  });
});

describe('what was left unsaved', () => {
  test('comes back, is told and saved; discarded, the draft is as before', async () => {
    const [there, kept] = [server({ a: 'w' }), device()];
    const first = page(there, kept);
    first.sheet.isOnline = false;
    first.type('a', 'x');
    const next = page(there, kept);
    next.keeper.begin();
    expect(next.sheet.fields.a).toBe('x');
    await seconds(1);
    expect([there.state.answers, kept.copy]).toEqual([{ a: 'x' }, null]);
    const { found } = next.sheet;
    expect(found?.before).toEqual({ a: 'w' });
    if (found) next.keeper.undo(found);
    await seconds(1);
    expect([next.sheet.fields.a, there.state.answers, kept.copy]).toEqual(['w', { a: 'w' }, null]);
  });

  test('is saved only by hand where the page shows what was parked', async () => {
    const [there, kept] = [server(), device()];
    const { type, keeper } = page(there, kept, { isHeld: true, shows: { a: 'parked' } });
    keeper.begin();
    expect(kept.copy).toBeNull();
    type('b', 'y');
    await Promise.all([keeper.flush(), seconds(5)]);
    expect([there.state.requests, kept.copy?.typed.b]).toEqual([0, 'y']);
    const next = page(there, kept, { isHeld: true, shows: { a: 'parked' } });
    next.keeper.begin();
    expect([next.sheet.fields, next.sheet.told]).toEqual([{ a: 'parked', b: 'y' }, []]);
  });
});

describe('a form posted by hand', () => {
  test('is met by nothing else on its way; what was typed meanwhile is put back and saved', async () => {
    const [there, kept] = [server(), device()];
    const { type, keeper, sheet } = page(there, kept);
    type('a', 'x');
    await Promise.all([keeper.flush(), seconds(1)]);
    keeper.posting();
    type('a', 'xy');
    await seconds(5);
    expect(there.state.answers).toEqual({ a: 'x' });
    sheet.fields.a = 'x';
    keeper.back(false);
    expect(sheet.fields.a).toBe('xy');
    await seconds(5);
    expect(there.state.answers).toEqual({ a: 'xy' });
  });

  test('that came back refused with something unsaved is left to the person', async () => {
    const there = server();
    const { type, keeper, sheet } = page(there, device());
    keeper.posting();
    sheet.fields.a = 'y';
    sheet.base = { a: 'x' };
    keeper.back(true);
    type('b', 'z');
    await seconds(5);
    expect(there.state.requests).toBe(0);
  });

  test('that led elsewhere leaves nothing on the device', async () => {
    const [there, kept] = [server(), device()];
    const { type, keeper } = page(there, kept);
    type('z', 'Anna');
    keeper.posting();
    keeper.end(true);
    await seconds(5);
    expect([there.state.requests, kept.copy]).toEqual([0, null]);
  });
});

describe('an answer that ends it', () => {
  test.each(['sent', 'gone'] as const)('%s: told, and nothing is tried or kept any more', async (kind) => {
    const [there, kept] = [server(), device()];
    there.state.reply = { kind };
    const { type, last } = page(there, kept);
    type('a', 'x');
    await seconds(3);
    type('a', 'xy');
    await seconds(9);
    expect([last(), there.state.requests, kept.copy]).toEqual([{ kind }, 1, null]);
  });

  test('an ended access keeps what is typed on the device and saves it once there is access again', async () => {
    const [there, kept] = [server(), device()];
    there.state.reply = { kind: 'expired' };
    const { type, last, keeper } = page(there, kept);
    type('a', 'x');
    await seconds(3);
    expect([last(), kept.copy?.typed.a]).toEqual([{ kind: 'expired', copied: true }, 'x']);
    there.state.reply = null;
    await Promise.all([keeper.flush(), seconds(1)]);
    expect([there.state.answers, kept.copy]).toEqual([{ a: 'x' }, null]);
  });
});
