import { unkeepable } from '../../application/answers';
import type { FieldFault } from '../../refusal';
import { fieldLimit, type Fields } from './fields';
import { sectionOf } from './sections';

/** More than the longest programme has. */
export const mostFields = 2000;

/** The faults of fields that no draft can keep; what is merely wrong is kept as it is. */
export function unkeepableFields(fields: Fields): FieldFault[] {
  const names = Object.keys(fields);
  if (names.length > mostFields) return [{ field: '', code: 'too-long' }];
  return names.flatMap((field) => {
    const text = fields[field] ?? '';
    if (sectionOf(field) === null || !/^[\w.-]{1,120}$/.test(field))
      return [{ field, code: 'unknown-field' }];
    if (unkeepable.test(text)) return [{ field, code: 'characters' }];
    return text.length > fieldLimit ? [{ field, code: 'too-long' }] : [];
  });
}
