import { describe, expect, it } from 'vitest';
import { languages, type Language } from '../../documents/language';
import { writeReceipt } from '../../documents/receipt';
import type { Receipt } from '../../domain/application/receipt';
import { ente } from '../../ente';
import { elementsOf, readPdf, type ReadPdf } from '../support/pdf';

/** The manual's own: § 2.10. */
const manual: Receipt = {
  programme: 'Buoni Spesa',
  number: 11_625,
  year: 2021,
  registeredAt: new Date('2021-03-31T08:49:21+02:00'),
  decideBy: new Date('2021-04-30T23:59:59+02:00'),
  beneficiary: { name: 'Giallo Luigi', fiscalCode: 'GLLLGU67A12H501V' },
  filer: null,
  formSha256: '3f2a'.repeat(16),
};

const sender = { letterhead: ente, url: 'https://servizi.example.org' };

const written = async (changes: Partial<Receipt> = {}, language: Language = 'it'): Promise<ReadPdf> =>
  readPdf((await writeReceipt({ ...manual, ...changes }, sender, language)).bytes);

/** The rows of the table, each heading with its value. */
const factsOf = ({ elements }: ReadPdf): Record<string, string> =>
  Object.fromEntries(
    elementsOf(elements, 'TR').map(({ children: [name, value] }) => [name?.text, value?.text]),
  );

describe('the receipt', () => {
  it('states what was received, when, under which number, and by when the answer comes', async () => {
    expect(factsOf(await written())).toEqual({
      Bando: 'Buoni Spesa',
      'Numero protocollo': '11625/2021',
      'Data protocollo': '31/03/2021 08:49:21',
      Beneficiario: 'Giallo Luigi',
      'Codice Fiscale': 'GLLLGU67A12H501V',
      'Risposta entro il': '30/04/2021',
      'Impronta della domanda': '3f2a'.repeat(16),
    });
  });

  it('is called by its number', async () => {
    const { name, mediaType } = await writeReceipt(manual, sender, 'it');
    expect([name, mediaType]).toEqual(['ricevuta-11625-2021.pdf', 'application/pdf']);
  });

  it('says who sent it for somebody else, and as what', async () => {
    const filer = {
      name: 'Giallo Anna',
      fiscalCode: 'GLLNNA90A41H501X',
      role: 'relative',
      as: 'figlia',
    } as const;
    expect(factsOf(await written({ filer }))['Spedita da']).toBe(
      'Giallo Anna\nGLLNNA90A41H501X\nFamiliare del beneficiario: figlia',
    );
    const caf = { ...filer, fiscalCode: null, role: 'organisation', as: null } as const;
    expect(factsOf(await written({ filer: caf }))['Spedita da']).toBe('Giallo Anna\nOrganizzazione');
  });

  it('promises no day where no term runs', async () => {
    const receipt = await written({ decideBy: null });
    expect(factsOf(receipt)).not.toHaveProperty('Risposta entro il');
    expect(elementsOf(receipt.elements, 'LBody').map(({ text }) => text)).toContain(
      'Ti scriviamo la risposta per e-mail.',
    );
  });

  it('leads to the help desk', async () => {
    const { links, elements } = await written();
    expect(links).toEqual(['https://servizi.example.org/assistenza']);
    expect(elementsOf(elements, 'Link').map(({ text }) => text)).toEqual(links);
  });

  it('is the same file, byte for byte, whenever it is written', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => writeReceipt(manual, sender, 'it')));
    expect(one?.bytes.equals(other?.bytes ?? Buffer.alloc(0))).toBe(true);
    const later = { ...manual, registeredAt: new Date('2021-03-31T08:49:22+02:00') };
    expect((await writeReceipt(later, sender, 'it')).bytes.equals(one?.bytes ?? Buffer.alloc(0))).toBe(false);
  });
});

describe.each(languages)('for who listens, in "%s", the receipt', (language) => {
  it('declares itself: title, author, language, PDF/UA, tags', async () => {
    const { title, author, language: declared, ua, marked, pages } = await written({}, language);
    expect(title).toMatch(/^(Ricevuta|Receipt) 11625\/2021$/);
    expect({ author, declared, ua, marked, pages }).toEqual({
      author: 'Comune di Assemini',
      declared: language,
      ua: '1',
      marked: true,
      pages: 1,
    });
  });

  it('has one heading, its parts below it, and bookmarks of the same names', async () => {
    const { elements, bookmarks } = await written({}, language);
    expect(elements.map(({ role }) => role)).toEqual(['Document']);
    expect(elements[0]?.children.map(({ role }) => role).join(' ')).toMatch(
      /^P P H1 P Table H2 L H2 P P( P)+$/,
    );
    const headings = ['H1', 'H2'].flatMap((role) => elementsOf(elements, role));
    expect(headings.map(({ text }) => text)).toEqual(bookmarks);
  });

  it('has a table whose rows are headed, and a list of labelled steps', async () => {
    const { elements } = await written({}, language);
    const rows = elementsOf(elements, 'TR');
    expect(new Set(rows.map(({ children }) => children.map(({ role }) => role).join(' ')))).toEqual(
      new Set(['TH TD']),
    );
    expect(elementsOf(elements, 'Lbl').map(({ text }) => text)).toEqual(['1.', '2.', '3.']);
    const { bytes } = await writeReceipt(manual, sender, language);
    expect(bytes.toString('latin1').match(/\/Scope \/Row/g)).toHaveLength(rows.length);
  });

  it('leaves out of its structure only the foot of the page', async () => {
    const { artifacts } = await written({}, language);
    expect(artifacts).toHaveLength(2);
    expect(artifacts[1]).toMatch(/^(Pagina 1 di|Page 1 of) 1$/);
  });
});

describe('the letters of a receipt', () => {
  it('are in fonts that go with it', async () => {
    const { bytes } = await writeReceipt(manual, sender, 'it');
    const raw = bytes.toString('latin1');
    const fonts = raw.match(/\/Type \/FontDescriptor/g) ?? [];
    expect(fonts.length).toBeGreaterThan(0);
    expect(raw.match(/\/FontFile2 /g)).toHaveLength(fonts.length);
    expect(raw).not.toContain('Helvetica');
    expect(new Set(raw.match(/(?<=\/FontName \/[A-Z]+\+)[A-Za-z-]+/g))).toEqual(
      new Set(['TitilliumWeb-Regular', 'TitilliumWeb-Bold']),
    );
  });

  it.each([
    ['accents and apostrophes', "D’Àngelo-O'Brien Nicolò"],
    ['other Latin letters', 'Wójcik Łukasz Șerban Đurić Çelik'],
    ['a name of sixty letters', `${'Lunghissimo'.repeat(5)}Cognom Anna`],
    ['Cyrillic', 'Шевченко Андрій'],
    ['Greek', 'Παπαδόπουλος Γιώργος'],
    ['what XML and PDF would misread', 'Rossi & Figli <srl> (50%) \\n /Name'],
  ])('write %s', async (_, name) => {
    const receipt = await written({ beneficiary: { name, fiscalCode: 'X' }, programme: name });
    expect(factsOf(receipt).Beneficiario?.replaceAll('\n', '')).toBe(name);
    expect(receipt.pages).toBe(1);
  });

  it('that no font has are said, and shown by a sign that is explained', async () => {
    const beneficiary = { name: '王 Xiǎomíng', fiscalCode: 'X' };
    const receipt = await written({ beneficiary });
    expect(factsOf(receipt).Beneficiario).toContain('□');
    expect(elementsOf(receipt.elements, 'P').map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^Il segno □ sta per una lettera/),
    );
    const { bytes } = await writeReceipt({ ...manual, beneficiary }, sender, 'it');
    const actual = Buffer.from(`\uFEFF${beneficiary.name}`, 'utf16le').swap16().toString('latin1');
    expect(bytes.toString('latin1')).toContain(`/ActualText (${actual})`);
  });

  it('lose an accent rather than the letter, and still say it', async () => {
    const receipt = await written({ beneficiary: { name: 'Nguyễn Văn An', fiscalCode: 'X' } });
    expect(factsOf(receipt).Beneficiario).toBe('Nguyên Văn An');
    expect(
      elementsOf(receipt.elements, 'P')
        .map(({ text }) => text)
        .join(' '),
    ).not.toContain('□');
  });
});
