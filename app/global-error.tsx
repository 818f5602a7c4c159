'use client';

import { ente } from '@/ente';
import texts from './_i18n/fatal.json';
import './_styles/fonts.css';
import './_styles/main.scss';

type Props = { error: unknown; retry: () => void };

/**
 * The last resort, when even the frame failed. The language chosen cannot be known here, so it speaks all it has,
 * from a file of its own: the whole catalogue would otherwise travel with every page. Its links are plain, because
 * the router may be what failed, and the contacts stand in full, because assistance may be down too.
 */
export default function GlobalError({ retry }: Props) {
  return (
    <html lang="it">
      <body>
        <title>{`${texts.it.title} · ${ente.name}`}</title>
        <main className="container error-page">
          <p className="lead-text">{ente.name}</p>
          {Object.entries(texts).map(([locale, words], index) => {
            const Heading = index === 0 ? 'h1' : 'h2';
            return (
              <section key={locale} lang={locale}>
                <Heading>{words.title}</Heading>
                <p>{words.text}</p>
                <div className="actions">
                  <button type="button" className="btn btn-primary" onClick={retry}>
                    {words.retry}
                  </button>
                  <a className="btn btn-outline-primary" href="/">
                    {words.home}
                  </a>
                  <a className="btn btn-link" href="/assistenza">
                    {words.support}
                  </a>
                </div>
              </section>
            );
          })}
          <p>
            <a href={`tel:${ente.phone.replaceAll(' ', '')}`}>{ente.phone}</a>
            {' · '}
            <a href={`mailto:${ente.mail}`}>{ente.mail}</a>
          </p>
        </main>
      </body>
    </html>
  );
}
