import { validate } from 'uuid';

/** An id from the address; what cannot be one becomes the nil id, which belongs to nothing and is refused as unknown. */
export const uuid = (text: string): string =>
  validate(text) ? text : '00000000-0000-0000-0000-000000000000';
