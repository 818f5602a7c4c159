import { problem } from '@/app/_server/problem';

const unknown = (): Response => problem('not-found');

/** Whatever no other file of the API answers. */
export {
  unknown as GET,
  unknown as HEAD,
  unknown as POST,
  unknown as PUT,
  unknown as PATCH,
  unknown as DELETE,
  unknown as OPTIONS,
};
