import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

/** Where people of the Ente work. */
const rooms = ['app/operatore', 'app/supporto', 'app/contact-center', 'app/intermediario'];

const law = 'the law of a programme, nobody’s data';
const figures = 'sums and numbers, nobody’s data';
const business = 'a business and its agreement, or its money: what a shop does is no private life';
const outcomes = 'what the treasurer answered about payments to businesses';
const samples = 'texts with the words of an example';
const form = 'a form that is still empty';
const drawn = 'applications by their numbers alone, as anybody may draw them again';

/** Pages and downloads that show no person, each with what they show instead. */
const showNobody: Record<string, string> = {
  'app/contact-center/nuova-persona/page.tsx': form,
  'app/intermediario/nuova-delega/page.tsx': form,
  'app/intermediario/nuova-persona/page.tsx': form,
  'app/operatore/messaggi/page.tsx': samples,
  'app/operatore/messaggi/[kind]/route.ts': samples,
  'app/operatore/accessi/esporta/route.ts': 'who of the Ente looked, by number of the application',
  'app/operatore/accessi/page.tsx': 'who of the Ente looked, by number of the application',
  'app/operatore/bandi/[id]/anteprima/page.tsx': law,
  'app/operatore/bandi/[id]/bilancio/dati/[tabella]/route.ts': figures,
  'app/operatore/bandi/[id]/bilancio/movimenti/csv/route.ts': figures,
  'app/operatore/bandi/[id]/bilancio/movimenti/page.tsx': figures,
  'app/operatore/bandi/[id]/bilancio/page.tsx': figures,
  'app/operatore/bandi/[id]/esporta/route.ts': law,
  'app/operatore/bandi/[id]/graduatoria/page.tsx': 'the ranking as it is published, by codes',
  'app/operatore/bandi/[id]/importa/page.tsx': law,
  'app/operatore/bandi/[id]/page.tsx': law,
  'app/operatore/bandi/[id]/riepilogo/page.tsx': law,
  'app/operatore/bandi/[id]/sezioni/[slug]/page.tsx': law,
  'app/operatore/bandi/[id]/sorteggio/page.tsx': 'the number of a draw, and nobody’s ticket',
  'app/operatore/bandi/nuovo/page.tsx': law,
  'app/operatore/bandi/page.tsx': law,
  'app/operatore/bilancio/page.tsx': figures,
  'app/operatore/controlli/[segnale]/page.tsx': 'spends at a shop, by number of the application',
  'app/operatore/controlli/campioni/[id]/biglietti/route.ts': drawn,
  'app/operatore/controlli/campioni/[id]/elenco/route.ts': drawn,
  'app/operatore/controlli/campioni/[id]/page.tsx': drawn,
  'app/operatore/controlli/campioni/page.tsx': figures,
  'app/operatore/controlli/esporta/route.ts': figures,
  'app/operatore/controlli/page.tsx': figures,
  'app/operatore/controlli/recuperi/csv/route.ts': drawn,
  'app/operatore/controlli/recuperi/page.tsx': drawn,
  'app/operatore/controlli/soglie/page.tsx': figures,
  'app/operatore/esercenti/[id]/[[...parte]]/page.tsx': business,
  'app/operatore/esercenti/[id]/atti/[atto]/page.tsx': business,
  'app/operatore/esercenti/[id]/convenzione/route.ts': business,
  'app/operatore/esercenti/[id]/dati/page.tsx': business,
  'app/operatore/esercenti/[id]/spese/route.ts': business,
  'app/operatore/esercenti/csv/route.ts': business,
  'app/operatore/esercenti/nuovo/page.tsx': business,
  'app/operatore/esercenti/page.tsx': business,
  'app/operatore/esporta/route.ts': 'beginExport writes the row the log is kept by',
  'app/operatore/liquidazioni/[id]/elenco/route.ts': business,
  'app/operatore/liquidazioni/[id]/nota/route.ts': business,
  'app/operatore/liquidazioni/[id]/page.tsx': business,
  'app/operatore/liquidazioni/esiti/[id]/page.tsx': outcomes,
  'app/operatore/liquidazioni/esiti/carica/route.ts': outcomes,
  'app/operatore/liquidazioni/esiti/page.tsx': outcomes,
  'app/operatore/liquidazioni/pagamenti/[id]/file/route.ts': business,
  'app/operatore/liquidazioni/pagamenti/[id]/page.tsx': business,
  'app/operatore/liquidazioni/page.tsx': business,
  'app/operatore/lotti/esiti/carica/route.ts': form,
  'app/operatore/lotti/esiti/modello/route.ts': form,
  'app/operatore/lotti/esiti/page.tsx': form,
  'app/operatore/lotti/nuovo/page.tsx': form,
  'app/operatore/lotti/page.tsx': figures,
  'app/operatore/lotti/proroga/page.tsx': form,
  'app/operatore/registro/carica/route.ts': form,
  'app/operatore/registro/esempio/[register]/route.ts': form,
  'app/operatore/registro/page.tsx': 'files that were brought in, by name and number of rows',
  'app/supporto/rapporto/csv/route.ts': figures,
  'app/supporto/rapporto/page.tsx': figures,
  'app/supporto/risposte/page.tsx': 'answers that are written in advance',
};

/** What the office reads at addresses of the citizen. */
const shared = [
  'app/domande/[id]/allegati/[attachmentId]/route.ts',
  'app/domande/[id]/provvedimento/pdf/route.ts',
];

const screens = rooms
  .filter((room) => existsSync(room))
  .flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
      .map((file) => path.join(room, file)),
  );

const logs = (file: string): boolean => /\bawait viewed\(/.test(readFileSync(file, 'utf8'));

it('every screen and file of the Ente that shows a person writes down who looked', () => {
  const silent = [...screens, ...shared].filter((file) => !logs(file));
  expect(silent.filter((file) => !(file in showNobody))).toEqual([]);
  expect(Object.keys(showNobody).filter((file) => !silent.includes(file))).toEqual([]);
});
