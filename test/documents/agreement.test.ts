import { describe, expect, it } from 'vitest';
import { writeAgreementPdf, type Agreement } from '../../documents/agreement';
import { languages, type Language } from '../../documents/language';
import { declarationTexts, merchantDeclarations } from '../../domain/merchant/declarations';
import { ente } from '../../ente';
import { elementsOf, readPdf, type ReadPdf } from '../support/pdf';

const piras: Agreement = {
  number: 12,
  year: 2026,
  from: '2026-01-01',
  until: '2027-12-31',
  name: 'Alimentari Piras di Piras Marta',
  vatNumber: '02134560925',
  fiscalCode: '02134560925',
  representative: 'Marta Piras',
  address: 'Via Sardegna 41, 09032 Assemini (CA)',
  mail: 'alimentari.piras@example.org',
  phone: '+39070941122',
  iban: 'IT16K0101543830000000104512',
  shops: [{ name: 'Alimentari Piras', address: 'Via Sardegna 41, 09032 Assemini' }],
  at: new Date('2026-01-01T10:00:00+01:00'),
};

const written = async (changes: Partial<Agreement> = {}, language: Language = 'it'): Promise<ReadPdf> =>
  readPdf((await writeAgreementPdf({ ...piras, ...changes }, ente, language)).bytes);

const tablesOf = ({ elements }: ReadPdf): string[][][] =>
  elementsOf(elements, 'Table').map(({ children }) =>
    children.map((row) => row.children.map(({ text }) => text)),
  );

describe('the agreement', () => {
  it('tells who agrees, on which days, for which shops', async () => {
    const read = await written();
    const [facts = [], shops] = tablesOf(read);
    expect(Object.fromEntries(facts)).toMatchObject({
      Esercente: 'Alimentari Piras di Piras Marta',
      'Partita IVA': '02134560925',
      IBAN: 'IT16 K010 1543 8300 0000 0104 512',
      'In vigore dal': '01/01/2026',
      'fino al (compreso)': '31/12/2027',
    });
    expect(shops).toEqual([
      ['Negozio', 'Indirizzo'],
      ['Alimentari Piras', 'Via Sardegna 41, 09032 Assemini'],
    ]);
    expect(elementsOf(read.elements, 'H1').map(({ text }) => text)).toEqual(['Convenzione 12/2026']);
  });

  it.each(languages)('in "%s" holds every duty that was declared', async (language) => {
    const { elements } = await written({}, language);
    const duties = elementsOf(elements, 'LBody').map(({ text }) => text);
    expect(duties).toEqual(merchantDeclarations.map((each) => declarationTexts[language][each]));
  });

  it('keeps what is missing empty, and its name without a slash', async () => {
    const { name } = await writeAgreementPdf({ ...piras, iban: null, phone: null }, ente, 'it');
    expect(name).toBe('convenzione-12-2026.pdf');
    const [facts = []] = tablesOf(await written({ iban: null }));
    expect(Object.fromEntries(facts)).toMatchObject({ IBAN: '' });
  });
});
