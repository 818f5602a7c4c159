'use client';

import { useField } from './form-context';

/** A value that travels with the form unseen. When the form comes back it keeps what it carried the first time. */
export function HiddenField({ name, value }: { name: string; value: string }) {
  const { typed } = useField({ name });
  return <input type="hidden" name={name} value={typed ?? value} />;
}
