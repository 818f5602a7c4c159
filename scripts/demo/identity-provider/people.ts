import { demoUsers } from '../people';

/** Somebody the provider of the demo vouches for. Nobody of them exists. */
export interface DemoIdentity {
  /** Under which the provider knows them. */
  subject: string;
  familyName: string;
  givenName: string;
  birthDate: string;
  /** Null: the provider says nothing of it, as it should not. */
  fiscalCode: string | null;
  email: string | null;
  mobile: string | null;
  level: 1 | 2 | 3;
  /** What they are there to show, read where they are chosen. */
  shows: string;
}

const luigi = demoUsers.find(({ username }) => username === 'cittadino');

const nina = {
  familyName: 'Prova',
  givenName: 'Nina',
  birthDate: '1992-05-09',
  fiscalCode: 'PRVNNI92E49B354U',
  email: 'nina.prova@example.org',
  mobile: '+393331112233',
} as const;

export const demoIdentities: DemoIdentity[] = [
  {
    subject: 'luigi',
    familyName: luigi?.familyName ?? '',
    givenName: luigi?.givenName ?? '',
    birthDate: luigi?.birthDate ?? '',
    fiscalCode: luigi?.fiscalCode ?? '',
    email: 'cittadino@example.org',
    mobile: '+393331234567',
    level: 2,
    shows: 'ha già un accesso: è l’utente cittadino della demo',
  },
  { ...nina, subject: 'nina', level: 2, shows: 'entra per la prima volta' },
  {
    subject: 'elio',
    familyName: 'Muto',
    givenName: 'Elio',
    birthDate: '1958-11-03',
    fiscalCode: 'MTULEI58S03B354N',
    email: null,
    mobile: null,
    level: 3,
    shows: 'entra per la prima volta, senza e-mail né telefono',
  },
  { ...nina, subject: 'nina-livello-1', level: 1, shows: 'con un livello troppo basso' },
  { ...nina, subject: 'nina-senza-codice', fiscalCode: null, level: 2, shows: 'senza codice fiscale' },
];
