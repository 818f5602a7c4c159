import type { DemoIdentity } from './people';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const page = (title: string, body: string): string => `<!doctype html>
<html lang="it"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>body{font:1.1rem/1.5 system-ui;max-width:40rem;margin:2rem auto;padding:0 1rem}
button{font:inherit;padding:.6rem 1rem;margin:.25rem 0;width:100%;text-align:left}</style></head>
<body><main><h1>${escaped(title)}</h1>${body}</main></body></html>`;

/** Who to be. It says at once that it is no real provider. */
export const choicePage = (scheme: 'SPID' | 'CIE', people: readonly DemoIdentity[]): string =>
  page(
    `${scheme} di prova`,
    `<p>Questo non è ${scheme}: è un fornitore finto, per provare il servizio. Le persone sono inventate.</p>
<form method="post">${people
      .map(
        ({ subject, givenName, familyName, shows }) =>
          `<button name="persona" value="${escaped(subject)}">${escaped(`${givenName} ${familyName}: ${shows}`)}</button>`,
      )
      .join('\n')}
<button name="persona" value="">Annulla</button></form>`,
  );

/** Whether to leave; `form` is the provider's own, which the button sends. */
export const leavePage = (form: string): string =>
  page(
    'Esci dal fornitore di prova',
    `${form}<button form="op.logoutForm" name="logout" value="yes">Esci</button>`,
  );
