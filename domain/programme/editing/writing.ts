import { dayAndTime } from '../../calendar';
import { formatEuro } from '../../money';
import type { Condition } from '../criteria';
import type { Quantity } from '../facts';
import { writeCondition } from './condition';
import type { Fields } from './fields';
import { writeQuantity, writeTerm } from './leaves';
import { under, type Part, type Parts } from './parts';
import { ticked } from './reading';

/**
 * Writes a value of the rules into the fields it would be read from. The value is taken as the schema of the rules has
 * judged it.
 */
export function writePart(part: Part, value: unknown, at: string): Fields {
  if (value === undefined && part.kind !== 'shaped') return {};
  switch (part.kind) {
    case 'text':
    case 'longText':
    case 'day':
    case 'choice':
    case 'count':
      return { [at]: String(value) };
    case 'money':
      return { [at]: formatEuro(value as number) };
    case 'moment': {
      const { day, time } = dayAndTime(new Date(value as string));
      return { [`${at}.day`]: day, [`${at}.time`]: time };
    }
    case 'term': {
      const { count, unit } = writeTerm(value as string);
      return { [`${at}.count`]: count, [`${at}.unit`]: unit };
    }
    case 'tick':
      return value === true ? { [at]: ticked } : {};
    case 'ticks':
      return Object.fromEntries((value as string[]).map((option) => [under(at, option), ticked]));
    case 'quantity':
      return writeQuantity(value as Quantity, at);
    case 'condition':
      return writeCondition(value as Condition, at);
    case 'group':
      return writeParts(part.parts, value as object, at);
    case 'list':
      return joined(
        (value as unknown[]).map((row, index) => writePart(part.row, row, `${at}.r${index + 1}`)),
      );
    case 'variant': {
      const by = String(Reflect.get(value as object, part.by));
      const parts = { ...part.common, ...part.alternatives[by] };
      return { [under(at, part.by)]: by, ...writeParts(parts, value as object, at) };
    }
    case 'shaped':
      return writePart(part.part, part.fromRules(value), at);
  }
}

/** Writes the members of an object that have a part. */
export function writeParts(parts: Parts, value: object, at: string): Fields {
  return joined(
    Object.entries(parts).map(([name, part]) => writePart(part, Reflect.get(value, name), under(at, name))),
  );
}

const joined = (fields: readonly Fields[]): Fields => Object.assign({}, ...fields) as Fields;
