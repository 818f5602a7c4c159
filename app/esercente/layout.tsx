import type { Metadata } from 'next';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Installed } from '@/app/_till/Installed';
import { TillTextsProvider } from '@/app/_till/texts';

export const metadata: Metadata = {
  manifest: '/esercente/manifest.webmanifest',
  icons: { apple: '/cassa/icona-192.png' },
};

/** The merchant's area, with the words its interactive pieces need; it can be put among a device's applications. */
export default async function MerchantLayout({ children }: { children: ReactNode }) {
  const { till } = await getMessages();
  return (
    <TillTextsProvider texts={till.words}>
      <Installed />
      {children}
    </TillTextsProvider>
  );
}
