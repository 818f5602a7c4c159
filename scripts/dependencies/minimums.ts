/** The oldest version of a package that may be used, and what is wrong with those before. */
export interface Minimum {
  minimum: string;
  /** The first version that is too new, where there is one. */
  below?: string;
  why: string;
}

/** What `package-lock.json` says of each copy of a package, by the folder it lies in. */
export type Locked = Record<string, { version?: string }>;

/** The copies of packages that are older than they may be, a sentence each; a package that is gone is no fault. */
export function belowMinimum(locked: Locked, minimums: Record<string, Minimum>): string[] {
  return Object.entries(locked).flatMap(([folder, { version }]) => {
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const rule = Object.hasOwn(minimums, name) ? minimums[name] : undefined;
    if (!rule || version === undefined || isWithin(version, rule)) return [];
    const wanted = rule.below === undefined ? `${rule.minimum} or newer` : `${rule.minimum} to ${rule.below}`;
    return [`${name} ${version} (${folder}) is not ${wanted}: ${rule.why}`];
  });
}

const isWithin = (version: string, { minimum, below }: Minimum): boolean =>
  compare(version, minimum) >= 0 && (below === undefined || compare(version, below) < 0);

/** Negative where `a` is the older; a preview is older than what it previews. */
function compare(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  const index = [0, 1, 2].find((each) => left.numbers[each] !== right.numbers[each]);
  if (index !== undefined) return (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0);
  return Number(right.preview) - Number(left.preview);
}

function parts(version: string) {
  const [numbers = '', ...preview] = version.split('+')[0]?.split('-') ?? [];
  return { numbers: numbers.split('.').map(Number), preview: preview.length > 0 };
}
