/** Something the schema finds wrong, as far as people are told of it. */
export interface SchemaIssue {
  code: string;
  path: PropertyKey[];
  message: string;
  origin?: unknown;
  minimum?: unknown;
  maximum?: unknown;
  errors?: SchemaIssue[][];
}

/** Codes of our own, which the schema gives as messages. */
const own = new Set([
  'term',
  'range',
  'date',
  'window-order',
  'window-never-open',
  'hours-of-nothing',
  'time-of-day',
  'weekday-twice',
  'duplicate-id',
  'document-twice',
  'declaration-twice',
]);

/** What is wrong, in the words of the catalogue under `faults`. */
export function faultCode(issue: SchemaIssue): { code: string; params?: Record<string, number> } {
  const { code, message, origin } = issue;
  if (own.has(message)) return { code: message };
  switch (code) {
    case 'too_small':
      if (origin === 'string' || origin === 'array') return { code: 'required' };
      return issue.minimum === 0
        ? { code: 'amount-positive' }
        : { code: 'number-least', params: { least: Number(issue.minimum) } };
    case 'too_big':
      if (origin === 'string') return { code: 'too-long' };
      return origin === 'array'
        ? { code: 'too-many-rows', params: { most: Number(issue.maximum) } }
        : { code: 'number-most', params: { most: Number(issue.maximum) } };
    case 'invalid_format':
      return { code: 'short-name' };
    case 'unrecognized_keys':
      return { code: 'unknown-field' };
    default:
      return { code: 'unreadable' };
  }
}

/** The issues with those of a union spelled out: of the alternative that was meant, as far as its keys and the number of its faults tell. */
export function spelledOut(issues: readonly SchemaIssue[]): SchemaIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || !issue.errors?.length) return [issue];
    const strange = (errors: readonly SchemaIssue[]) =>
      Number(errors.some(({ code, path }) => code === 'unrecognized_keys' && path.length === 0));
    const [nearest = []] = issue.errors
      .map(spelledOut)
      .toSorted((one, other) => strange(one) - strange(other) || one.length - other.length);
    return nearest.map((error) => ({ ...error, path: [...issue.path, ...error.path] }));
  });
}
