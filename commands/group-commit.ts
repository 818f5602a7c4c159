/** How many acts are committed together at most, and how many groups are under way at once. */
export interface GroupSize {
  size: number;
  atOnce: number;
  /**
   * Whether those who come in the same turn of the event loop share the places that are free. Without it the first of them goes
   * alone and the others behind in one group, during which the application waits for the database.
   */
  shares?: boolean;
}

interface Waiting<A, T> {
  act: A;
  resolve: (value: T) => void;
  reject: (fault: unknown) => void;
}

/**
 * Performs acts that arrive at the same time together: one transaction, and one wait for the disk, for all of them. Nobody
 * waits for company: an act that finds a place free is performed at once (or at the end of the turn in which it came, where
 * acts share), and while all places are taken a group gathers, in the order of arrival.
 *
 * A group that fails as a whole is performed again one by one, so that one bad act does not fail its neighbours: `perform`
 * must leave nothing behind when it throws.
 *
 * @param perform answers in the order of the acts
 */
export function inGroups<A, T>(
  perform: (acts: readonly A[]) => Promise<readonly T[]>,
  { size, atOnce, shares = false }: GroupSize,
): (act: A) => Promise<T> {
  const waiting: Waiting<A, T>[] = [];
  let [underWay, isDue] = [0, false];

  const answer = async (group: readonly Waiting<A, T>[]): Promise<void> => {
    try {
      const values = await perform(group.map(({ act }) => act));
      if (values.length !== group.length) throw new Error('not every act of a group was answered');
      for (const [index, { resolve }] of group.entries()) resolve(values[index] as T);
    } catch (fault) {
      if (group.length > 1) await Promise.all(group.map((each) => answer([each])));
      else for (const { reject } of group) reject(fault);
    }
  };

  const next = (): void => {
    while (underWay < atOnce && waiting.length > 0) {
      const share = shares ? Math.ceil(waiting.length / (atOnce - underWay)) : size;
      underWay++;
      void answer(waiting.splice(0, Math.min(size, share))).then(() => {
        underWay--;
        next();
      });
    }
  };

  return (act) =>
    new Promise((resolve, reject) => {
      waiting.push({ act, resolve, reject });
      if (!shares) return next();
      if (isDue) return;
      isDue = true;
      setImmediate(() => {
        isDue = false;
        next();
      });
    });
}

/** Keeps one thing for each database: groups are gathered by those who share a pool. */
export function forEachDatabase<D extends object, V>(make: (db: D) => V): (db: D) => V {
  const made = new WeakMap<D, V>();
  return (db) => {
    const known = made.get(db) ?? make(db);
    made.set(db, known);
    return known;
  };
}
