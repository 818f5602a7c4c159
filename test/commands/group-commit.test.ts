import { describe, expect, it } from 'vitest';
import { inGroups } from '../../commands/group-commit';

/** A `perform` that waits to be told, and the groups it was given. */
function watched({ size = 64, atOnce = 2, shares = false, poison = -1 } = {}) {
  const groups: number[][] = [];
  const open: (() => void)[] = [];
  const act = inGroups(
    async (acts: readonly number[]) => {
      groups.push([...acts]);
      await new Promise<void>((resolve) => open.push(resolve));
      if (acts.includes(poison)) throw new Error('poison');
      return acts.map((each) => each * 10);
    },
    { size, atOnce, shares },
  );
  /** Lets the oldest groups end until nothing is under way. */
  const finish = async (): Promise<void> => {
    for (let end = open.shift(); end; end = open.shift()) {
      end();
      await new Promise(setImmediate);
    }
  };
  return { act, groups, finish };
}

describe('acts in groups', () => {
  it('are performed at once while a place is free, then gathered in the order of arrival', async () => {
    const { act, groups, finish } = watched();
    const answers = Promise.all([1, 2, 3, 4, 5].map(act));
    expect(groups).toEqual([[1], [2]]);
    await finish();
    expect(await answers).toEqual([10, 20, 30, 40, 50]);
    expect(groups).toEqual([[1], [2], [3, 4, 5]]);
  });

  it('never exceed their size, nor how many may be under way', async () => {
    const { act, groups, finish } = watched({ size: 3, atOnce: 1 });
    const answers = Promise.all([1, 2, 3, 4, 5, 6].map(act));
    await finish();
    await answers;
    expect(groups).toEqual([[1], [2, 3, 4], [5, 6]]);
  });

  it('share the free places where they came in the same turn, however many come after', async () => {
    const { act, groups, finish } = watched({ size: 4, atOnce: 3, shares: true });
    const answers = Promise.all(Array.from({ length: 7 }, (_, index) => act(index)));
    expect(groups).toEqual([]);
    await new Promise(setImmediate);
    expect(groups).toEqual([
      [0, 1, 2],
      [3, 4],
      [5, 6],
    ]);
    const later = Promise.all(Array.from({ length: 6 }, (_, index) => act(7 + index)));
    await new Promise(setImmediate);
    expect(groups).toHaveLength(3);
    await finish();
    expect(await answers).toEqual([0, 10, 20, 30, 40, 50, 60]);
    expect(await later).toEqual([70, 80, 90, 100, 110, 120]);
    expect(groups.slice(3)).toEqual([
      [7, 8, 9, 10],
      [11, 12],
    ]);
  });

  it('are performed again one by one where one of them is bad: it alone fails', async () => {
    const { act, groups, finish } = watched({ atOnce: 1, poison: 3 });
    const answers = Promise.allSettled([1, 2, 3, 4].map(act));
    await finish();
    expect((await answers).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(groups).toEqual([[1], [2, 3, 4], [2], [3], [4]]);
  });

  it('go on after a bad one', async () => {
    const { act, finish } = watched({ atOnce: 1, poison: 1 });
    const bad = act(1).catch(() => 'failed');
    const good = act(2);
    await finish();
    expect([await bad, await good]).toEqual(['failed', 20]);
  });
});
