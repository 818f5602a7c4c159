import type { Filer } from '../domain/application/receipt';
import type { Language } from './language';

export interface ReceiptWords {
  title: string;
  lead: (programme: string) => string;
  programme: string;
  registration: string;
  registeredAt: string;
  beneficiary: string;
  fiscalCode: string;
  filer: string;
  roles: Record<Filer['role'], string>;
  answerBy: string;
  fingerprint: string;
  fingerprintText: string;
  next: string;
  /** @param day by when the answer comes, or null */
  steps: (day: string | null) => string[];
  help: string;
  helpText: string;
  contacts: (phone: string, mail: string) => string;
  law: string;
}

/** The words of the receipt, in the manual's own where it has them. */
export const receiptWords: Record<Language, ReceiptWords> = {
  it: {
    title: 'Ricevuta',
    lead: (programme) => `Abbiamo ricevuto la domanda per «${programme}». Conserva questa ricevuta.`,
    programme: 'Bando',
    registration: 'Numero protocollo',
    registeredAt: 'Data protocollo',
    beneficiary: 'Beneficiario',
    fiscalCode: 'Codice Fiscale',
    filer: 'Spedita da',
    roles: { relative: 'Familiare del beneficiario', organisation: 'Organizzazione' },
    answerBy: 'Risposta entro il',
    fingerprint: 'Impronta della domanda',
    fingerprintText:
      'L’impronta (SHA-256) prova che la domanda è rimasta come l’hai spedita. Se una parola cambia, cambia anche l’impronta.',
    next: 'Che cosa succede ora',
    steps: (day) => [
      'Un operatore legge la domanda. Non devi fare altro.',
      day === null ? 'Ti scriviamo la risposta per e-mail.' : `Ricevi la risposta entro il ${day}.`,
      'Se la risposta è sì, il codice del buono arriva con un SMS.',
    ],
    help: 'Dove chiedere aiuto',
    helpText: 'Scrivi all’assistenza da questa pagina:',
    contacts: (phone, mail) =>
      `Oppure chiama il ${phone} o scrivi a ${mail}. Tieni pronto il numero di protocollo.`,
    law: 'Ricevuta rilasciata secondo l’articolo 18-bis della legge 241 del 1990.',
  },
  en: {
    title: 'Receipt',
    lead: (programme) => `We have received the application for “${programme}”. Keep this receipt.`,
    programme: 'Programme',
    registration: 'Registration number',
    registeredAt: 'Registered on',
    beneficiary: 'Beneficiary',
    fiscalCode: 'Tax code',
    filer: 'Sent by',
    roles: { relative: 'Relative of the beneficiary', organisation: 'Organisation' },
    answerBy: 'Answer by',
    fingerprint: 'Fingerprint',
    fingerprintText:
      'The fingerprint (SHA-256) proves that the application is still as you sent it. If one word changes, so does the fingerprint.',
    next: 'What happens now',
    steps: (day) => [
      'An officer reads the application. You need to do nothing else.',
      day === null ? 'We write the answer to you by e-mail.' : `You get the answer by ${day}.`,
      'If the answer is yes, the code of the voucher arrives by SMS.',
    ],
    help: 'Where to ask for help',
    helpText: 'Write to the help desk from this page:',
    contacts: (phone, mail) => `Or call ${phone}, or write to ${mail}. Have the registration number at hand.`,
    law: 'Receipt issued under article 18-bis of Italian law 241 of 1990.',
  },
};
