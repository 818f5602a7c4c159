'use client';

import { ButtonLink } from '@/app/_ui/ButtonLink';
import { useField } from '@/app/_ui/form-context';

/** "Chiudi": back to the page help was asked from, also after the form came back with something to correct. */
export function CloseLink({ from, children }: { from: string; children: string }) {
  const { typed } = useField({ name: 'page' });
  return (
    <ButtonLink href={typed ?? from} look="secondary">
      {children}
    </ButtonLink>
  );
}
