import type { FieldFault } from '../../refusal';

/** A fault at a place of the rules. */
export interface RuleFault {
  path: (string | number)[];
  code: string;
  params?: NonNullable<FieldFault['params']>;
}
