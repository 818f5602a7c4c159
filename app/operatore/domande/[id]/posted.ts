import { codesOf } from '@/domain/application/reasons';

/** The codes whose boxes were ticked. */
export const reasonsIn = <R extends string>(data: FormData, table: Record<R, unknown>): R[] =>
  codesOf(table).filter((code) => data.has(`reasonCodes.${code}`));
