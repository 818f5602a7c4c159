import { describe, expect, it } from 'vitest';
import { languages, type Language } from '../../documents/language';
import { writeLetter } from '../../documents/letter';
import type { Letter } from '../../domain/application/letter';
import type { Evaluation } from '../../domain/programme/evaluation';
import { evaluate } from '../../domain/programme/evaluation';
import { ente } from '../../ente';
import { household, peopleAged } from '../support/avvisi';
import { gulpease } from '../support/gulpease';
import { elementsOf, readPdf, type ReadPdf } from '../support/pdf';
import { rulesWith } from '../support/rules';

const rules = rulesWith({
  criteria: [
    {
      id: 'isee',
      text: 'ISEE non superiore a 9.360 €',
      source: 'art. 3',
      holds: { quantity: 'isee', is: 'at-most', value: 936_000 },
    },
    {
      id: 'support',
      text: 'Nessun sostegno oltre 600 €',
      source: 'art. 4',
      holds: { quantity: 'monthly-support', is: 'at-most', value: 60_000 },
    },
  ],
  adjustments: [{ kind: 'add', text: 'Bambini fino a 3 anni', cents: 5_000, when: { all: [] } }],
});

const judgedWith = (isee: number): Evaluation =>
  evaluate(rules, {
    ...household({ isee, monthlySupport: 0, people: peopleAged(40) }),
    sources: { people: 'anagrafe', isee: 'inps' },
  });

const approved: Letter = {
  programme: 'Buoni Spesa',
  number: 11_625,
  year: 2021,
  registeredAt: new Date('2021-03-31T08:49:21+02:00'),
  beneficiary: { name: 'Giallo Luigi', fiscalCode: 'GLLLGU67A12H501V' },
  outcome: 'approvata',
  decidedAt: new Date('2021-04-12T10:30:00+02:00'),
  responsible: 'Anna Melis',
  amountCents: 35_000,
  evaluation: judgedWith(900_000),
  reasonCodes: [],
  reason: null,
  reviewUntil: null,
};
const rejected: Letter = {
  ...approved,
  outcome: 'respinta',
  amountCents: null,
  evaluation: judgedWith(1_000_000),
  reasonCodes: ['isee-sopra-soglia'],
  reason: 'Hai presentato l’ISEE di quest’anno.',
  reviewUntil: new Date('2021-05-12T23:59:59+02:00'),
};

const sender = { letterhead: ente, url: 'https://servizi.example.org' };

const written = async (letter: Letter, language: Language = 'it'): Promise<ReadPdf> =>
  readPdf((await writeLetter(letter, sender, language)).bytes);

const rowsOf = ({ elements }: ReadPdf): string[][] =>
  elementsOf(elements, 'TR').map(({ children }) => children.map(({ text }) => text.replaceAll('\n', ' ')));

const itemsOf = ({ elements }: ReadPdf): string[] =>
  elementsOf(elements, 'LBody').map(({ text }) => text.replaceAll('\n', ' '));

describe('the letter', () => {
  it('of an approval states the decision, who took it, and each step to the amount', async () => {
    const rows = rowsOf(await written(approved));
    expect(Object.fromEntries(rows.filter((row) => row.length === 2))).toMatchObject({
      Bando: 'Buoni Spesa',
      'Numero protocollo': '11625/2021',
      Decisione: 'Accolta',
      Importo: '350,00 €',
      'Data della decisione': '12/04/2021 10:30:00',
      Responsabile: 'Anna Melis',
      'Importo per numero di componenti': '300,00 €',
      'Bambini fino a 3 anni': '350,00 €',
    });
    expect(rows).toContainEqual([
      'ISEE non superiore a 9.360 € (art. 3)',
      'Importo ISEE: 9.000,00 € (da INPS)',
      'C’è',
    ]);
  });

  it('of a rejection says why, which rule was not met, and what would change it', async () => {
    const letter = await written(rejected);
    const rows = rowsOf(letter);
    expect(rows).toContainEqual([
      'ISEE non superiore a 9.360 € (art. 3)',
      'Importo ISEE: 10.000,00 € (da INPS) Cambia con: Importo ISEE fino a 9.360,00 €.',
      'Non c’è',
    ]);
    expect(rows).toContainEqual([
      'Nessun sostegno oltre 600 € (art. 4)',
      'Sostegno al mese: 0,00 € (dichiarato)',
      'C’è',
    ]);
    expect(rows.flat()).not.toContain('Importo');
    const paragraphs = elementsOf(letter.elements, 'P').map(({ text }) => text);
    expect(paragraphs).toContain('Il tuo ISEE supera il limite del bando (DPCM 159/2013 art. 2).');
    expect(paragraphs).toContain('Hai presentato l’ISEE di quest’anno.');
  });

  it('says where and by when somebody may turn who does not agree', async () => {
    expect(itemsOf(await written(rejected))).toEqual([
      'Puoi chiedere un riesame al Comune fino al 12/05/2021, dalla pagina della domanda.',
      'Puoi fare ricorso al Tribunale amministrativo regionale (TAR) entro 60 giorni.',
      'Oppure puoi fare ricorso al Presidente della Repubblica entro 120 giorni.',
    ]);
    expect(itemsOf(await written({ ...rejected, reviewUntil: null }))).toHaveLength(2);
  });

  it('says that the office departed from the rules', async () => {
    const letter = await written({ ...approved, amountCents: 20_000, reason: 'Ha già ricevuto 150 euro.' });
    const text = elementsOf(letter.elements, 'P').map(({ text: each }) => each.replaceAll('\n', ' '));
    expect(text).toContain('Ha già ricevuto 150 euro.');
    expect(text).toContainEqual(expect.stringMatching(/^Le regole danno 350,00 €/));
  });

  it('can be written of decisions taken before reasons and sources were kept', async () => {
    expect(rowsOf(await written({ ...approved, evaluation: null }))).toContainEqual(['Importo', '350,00 €']);
    const bare = structuredClone(approved.evaluation as Evaluation);
    for (const criterion of bare.criteria) {
      delete criterion.remedies;
      for (const check of criterion.checks) delete check.source;
    }
    expect(rowsOf(await written({ ...approved, evaluation: bare }))).toContainEqual([
      'ISEE non superiore a 9.360 € (art. 3)',
      'Importo ISEE: 9.000,00 €',
      'C’è',
    ]);
  });

  it('is called by its number, and is the same file, byte for byte, whenever it is written', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => writeLetter(rejected, sender, 'it')));
    expect(one?.name).toBe('provvedimento-11625-2021.pdf');
    expect(one?.bytes.equals(other?.bytes ?? Buffer.alloc(0))).toBe(true);
    const later = { ...rejected, decidedAt: new Date('2021-04-12T10:30:01+02:00') };
    expect((await writeLetter(later, sender, 'it')).bytes.equals(one?.bytes ?? Buffer.alloc(0))).toBe(false);
  });

  it('is easy to read', async () => {
    const { elements } = await written(rejected);
    const texts = [...elementsOf(elements, 'P'), ...elementsOf(elements, 'LBody')]
      .map(({ text }) => text.replaceAll('\n', ' '))
      // The address of the Ente and the articles of the law read as they do.
      .filter((text) => text.endsWith('.') && !text.startsWith('Provvedimento motivato'));
    expect(gulpease(texts)).toBeGreaterThanOrEqual(60);
  });
});

describe.each(languages)('for who listens, in "%s", the letter', (language) => {
  it.each([approved, rejected])('declares itself, and has headings and headed tables', async (letter) => {
    const read = await written(letter, language);
    expect(read.title).toMatch(/^(Provvedimento|Decision) 11625\/2021$/);
    expect({ author: read.author, language: read.language, ua: read.ua, marked: read.marked }).toEqual({
      author: 'Comune di Assemini',
      language,
      ua: '1',
      marked: true,
    });
    expect(elementsOf(read.elements, 'H1')).toHaveLength(1);
    const headings = ['H1', 'H2'].flatMap((role) => elementsOf(read.elements, role));
    expect(headings.map(({ text }) => text)).toEqual(read.bookmarks);
    for (const { children } of elementsOf(read.elements, 'TR')) expect(children[0]?.role).toBe('TH');
    expect(read.artifacts).toHaveLength(2 * read.pages);
  });
});
