import type { Metadata, Viewport } from 'next';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ente } from '@/ente';
import { nonceOfPage } from '@/app/_server/nonce';
import { currentUser } from '@/app/_server/session';
import { Footer } from '@/app/_shell/Footer';
import { Header } from '@/app/_shell/Header';
import { MainBar } from '@/app/_shell/MainBar';
import { KitTextsProvider } from '@/app/_ui/kit-texts';
import './_styles/fonts.css';
import './_styles/main.scss';

export const metadata: Metadata = {
  title: { default: `${ente.service} · ${ente.name}`, template: `%s · ${ente.name}` },
  formatDetection: { telephone: false },
};

export const viewport: Viewport = { themeColor: ente.color.primaryDark };

const enteColors = `html:root{--ente-primary:${ente.color.primary};--ente-primary-dark:${ente.color.primaryDark}}`;

/** The frame of every page. The colours come as a nonced style element because a policy may forbid style attributes. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, messages, t, user, nonce] = await Promise.all([
    getLocale(),
    getMessages(),
    getTranslations('shell'),
    currentUser(),
    nonceOfPage(),
  ]);
  return (
    <html lang={locale} data-scroll-behavior="smooth">
      <head>
        <style nonce={nonce} suppressHydrationWarning>
          {enteColors}
        </style>
      </head>
      <body>
        <div className="skiplinks">
          <a className="visually-hidden-focusable" href="#contenuto">
            {t('skipToContent')}
          </a>
          <a className="visually-hidden-focusable" href="#footer">
            {t('skipToFooter')}
          </a>
        </div>
        <header className="it-header-wrapper">
          <Header user={user} />
          <MainBar user={user} />
        </header>
        <KitTextsProvider texts={messages.kit}>
          <main id="contenuto" tabIndex={-1} className="container">
            {children}
          </main>
        </KitTextsProvider>
        <Footer />
      </body>
    </html>
  );
}
