import type { users } from '../../db/schema/people';
import type { Role } from '../../domain/roles';

export const demoPassword = 'prova-2021-buoni';

export type DemoUser = Pick<typeof users.$inferInsert, 'username' | 'familyName' | 'givenName'> & {
  role: Role;
  fiscalCode?: string;
  birthDate?: string;
  /** Name of the merchant an `esercente` manages, or of the shop a `cassiere` works in. */
  shop?: string;
  /** Name of the organisation an `intermediario` works for. */
  organisation?: string;
  /** The first part of the PIN the person has, to try the simplified mode and the contact centre with. */
  pin?: string;
};

/** The accounts that the start prints; `cittadino` is the manual's own Luigi Giallo. */
export const demoUsers: DemoUser[] = [
  {
    username: 'cittadino',
    role: 'cittadino',
    familyName: 'Giallo',
    givenName: 'Luigi',
    fiscalCode: 'GLLLGU67A12H501V',
    birthDate: '1967-01-12',
  },
  {
    username: 'cittadino2',
    role: 'cittadino',
    familyName: 'Cagliari',
    givenName: 'Gabriele',
    fiscalCode: 'CGLGRL67A12H501L',
    birthDate: '1967-01-12',
  },
  { username: 'operatore', role: 'operatore', familyName: 'Melis', givenName: 'Anna' },
  { username: 'responsabile', role: 'responsabile', familyName: 'Serra', givenName: 'Paolo' },
  {
    username: 'esercente',
    role: 'esercente',
    familyName: 'Piras',
    givenName: 'Marta',
    shop: 'Alimentari Piras',
  },
  {
    username: 'esercente2',
    role: 'esercente',
    familyName: 'Cocco',
    givenName: 'Dario',
    shop: 'Mini Market Cocco',
  },
  {
    username: 'cassiera',
    role: 'cassiere',
    familyName: 'Orrù',
    givenName: 'Giulia',
    shop: 'Alimentari Piras',
  },
  { username: 'supporto', role: 'supporto', familyName: 'Deiana', givenName: 'Sara' },
  { username: 'contactcenter', role: 'contactcenter', familyName: 'Loi', givenName: 'Elisa' },
  {
    username: 'intermediario',
    role: 'intermediario',
    familyName: 'Usai',
    givenName: 'Marco',
    organisation: 'CAF Assemini',
  },
  {
    username: 'cittadino3',
    role: 'cittadino',
    familyName: 'Verdi',
    givenName: 'Rosa',
    fiscalCode: 'VRDRSO72M50H501K',
    birthDate: '1972-08-10',
    pin: 'ASSE-M2NP',
  },
  { username: 'amministratore', role: 'amministratore', familyName: 'Puddu', givenName: 'Ivo' },
];

/** People whose applications fill the office's list; nobody signs in as them. */
export const demoApplicants: DemoUser[] = [
  ['Melis', 'Mario', '1985-12-10', 'MLSMRA85T10B354T'],
  ["D'Angelo", 'Nicolò', '1979-06-03', 'DNGNCL79H03B354G'],
  ['Sanna', 'Maria Grazia', '1990-03-21', 'SNNMGR90C61B354N'],
  ['Ben Salah', 'Youssef', '1988-09-15', 'BNSYSF88P15Z352W'],
  ['Popescu', 'Elena', '1995-01-30', 'PPSLNE95A70Z129S'],
  ['Murgia', 'Efisio', '1951-05-15', 'MRGFSE51E15A474D'],
].map(([familyName = '', givenName = '', birthDate = '', fiscalCode = ''], index) => ({
  username: `demo${index + 1}`,
  role: 'cittadino' as const,
  familyName,
  givenName,
  birthDate,
  fiscalCode,
}));
