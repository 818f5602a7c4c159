'use client';

import { useField } from '@/app/_ui/form-context';

/**
 * The version the answers on the page were typed on. A form that came back keeps the version its action names, even
 * where the page around it was drawn again from a newer one.
 */
export function VersionField({ version }: { version: number }) {
  const { typed } = useField({ name: 'version' });
  return <input type="hidden" name="version" value={typed ?? version} />;
}
