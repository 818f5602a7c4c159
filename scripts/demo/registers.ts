import { demoApplicants, demoUsers } from './people';

/** Somebody of the demo who is registered as resident. */
type Resident = Pick<(typeof demoUsers)[number], 'familyName' | 'givenName' | 'fiscalCode' | 'birthDate'>;

/** Elena Popescu has a child whom her application does not mention. */
const undeclared = {
  household: 'PPSLNE95A70Z129S',
  familyName: 'Popescu',
  givenName: 'Andrei',
  fiscalCode: 'PPSNDR19E12B354J',
  birthDate: '2019-05-12',
};

/** By INPS she has an ISEE, of a declaration that INPS has doubts about. */
const isee = ['PPSLNE95A70Z129S', '6.420,00', 'INPS-ISEE-2026-00000001A-00', 'sì'];

const written = (birthDate = ''): string => birthDate.split('-').reverse().join('/');

const row = (household: string, person: Resident, relation: string): string =>
  [
    person.fiscalCode,
    person.familyName,
    person.givenName,
    written(person.birthDate),
    household,
    relation,
  ].join(';');

/** The demo's register of residents: everybody who applies, alone, but for one. */
export const demoResidents = (): string => {
  const residents = [...demoUsers, ...demoApplicants].filter(({ fiscalCode }) => fiscalCode !== undefined);
  return [
    'Codice fiscale;Cognome;Nome;Data di nascita;Identificativo famiglia;Relazione',
    ...residents.map((person) => row(person.fiscalCode ?? '', person, 'Intestatario')),
    row(undeclared.household, undeclared, 'Figlio'),
  ].join('\n');
};

/** The demo's list of ISEE. */
export const demoIsee = (): string =>
  ['Codice fiscale;Importo ISEE;Protocollo DSU;Difformità', isee.join(';')].join('\n');
