import type { Letter } from '../domain/application/letter';
import type { RejectionReason } from '../domain/application/reasons';
import type { Language } from './language';

interface LetterWords {
  title: string;
  lead: Record<Letter['outcome'], (programme: string) => string>;
  outcomes: Record<Letter['outcome'], string>;
  programme: string;
  registration: string;
  registeredAt: string;
  beneficiary: string;
  fiscalCode: string;
  outcome: string;
  decidedAt: string;
  amount: string;
  responsible: string;
  reason: string;
  reasons: Record<RejectionReason, string>;
  criteria: string;
  criteriaText: string;
  criterion: string;
  found: string;
  verdict: string;
  steps: string;
  step: string;
  departs: (proposed: string) => string;
  next: string;
  approvedSteps: string[];
  appeal: string;
  appealText: string;
  review: (day: string) => string;
  appeals: string[];
  help: string;
  helpText: string;
  contacts: (phone: string, mail: string) => string;
  law: string;
}

/** The words of the letter. Terms and places of appeal: c.p.a. (D.Lgs. 104/2010) art. 29, D.P.R. 1199/1971 art. 9. */
export const letterWords: Record<Language, LetterWords> = {
  it: {
    title: 'Provvedimento',
    lead: {
      approvata: (programme) => `La tua domanda per «${programme}» è stata accolta.`,
      respinta: (programme) =>
        `La tua domanda per «${programme}» non è stata accolta. Qui sotto leggi il perché.`,
    },
    outcomes: { approvata: 'Accolta', respinta: 'Non accolta' },
    programme: 'Bando',
    registration: 'Numero protocollo',
    registeredAt: 'Data protocollo',
    beneficiary: 'Beneficiario',
    fiscalCode: 'Codice Fiscale',
    outcome: 'Decisione',
    decidedAt: 'Data della decisione',
    amount: 'Importo',
    responsible: 'Responsabile',
    reason: 'Motivo',
    reasons: {
      'isee-sopra-soglia': 'Il tuo ISEE supera il limite del bando.',
      'non-residente': 'Non risulti residente in questo Comune.',
      'altro-sostegno': 'Il tuo nucleo riceve già un altro aiuto.',
      liquidita: 'I soldi in banca superano il limite del bando.',
      'nucleo-gia-beneficiario': 'Qualcuno del nucleo ha già avuto il buono.',
      'documentazione-mancante': 'Mancano documenti che servono per decidere.',
      'dichiarazione-non-veritiera': 'Una dichiarazione non corrisponde a quello che risulta.',
      altro: 'Il motivo è spiegato qui sotto.',
    },
    criteria: 'Le regole del bando',
    criteriaText: 'Per ogni regola trovi che cosa risulta, da dove viene e l’esito.',
    criterion: 'Regola',
    found: 'Che cosa risulta',
    verdict: 'Esito',
    steps: 'Come si arriva all’importo',
    step: 'Passo',
    departs: (proposed) =>
      `Le regole danno ${proposed} €. L’ufficio ha deciso un altro importo per il motivo scritto sopra.`,
    next: 'Che cosa succede ora',
    approvedSteps: [
      'Il codice del buono arriva con un SMS. Lo trovi anche nella tua area.',
      'Alla cassa mostra il codice e un documento. Puoi spendere il buono in più volte.',
    ],
    appeal: 'Se non sei d’accordo',
    appealText: 'I giorni si contano da quando ricevi questa lettera.',
    review: (day) => `Puoi chiedere un riesame al Comune fino al ${day}, dalla pagina della domanda.`,
    appeals: [
      'Puoi fare ricorso al Tribunale amministrativo regionale (TAR) entro 60 giorni.',
      'Oppure puoi fare ricorso al Presidente della Repubblica entro 120 giorni.',
    ],
    help: 'Dove chiedere aiuto',
    helpText: 'Scrivi all’assistenza da questa pagina:',
    contacts: (phone, mail) =>
      `Oppure chiama il ${phone} o scrivi a ${mail}. Tieni pronto il numero di protocollo.`,
    law: 'Provvedimento motivato secondo l’articolo 3 della legge 241 del 1990. Ricorsi: articolo 29 del decreto legislativo 104 del 2010 e articolo 9 del D.P.R. 1199 del 1971.',
  },
  en: {
    title: 'Decision',
    lead: {
      approvata: (programme) => `Your application for “${programme}” has been accepted.`,
      respinta: (programme) =>
        `Your application for “${programme}” has not been accepted. Below you can read why.`,
    },
    outcomes: { approvata: 'Accepted', respinta: 'Not accepted' },
    programme: 'Programme',
    registration: 'Registration number',
    registeredAt: 'Registered on',
    beneficiary: 'Beneficiary',
    fiscalCode: 'Tax code',
    outcome: 'Decision',
    decidedAt: 'Decided on',
    amount: 'Amount',
    responsible: 'Responsible',
    reason: 'Reason',
    reasons: {
      'isee-sopra-soglia': 'Your ISEE is above the limit of the programme.',
      'non-residente': 'You are not known as a resident of this municipality.',
      'altro-sostegno': 'Your household already receives other support.',
      liquidita: 'The money in the bank is above the limit of the programme.',
      'nucleo-gia-beneficiario': 'Somebody of the household has already had the voucher.',
      'documentazione-mancante': 'Documents are missing that are needed to decide.',
      'dichiarazione-non-veritiera': 'A declaration does not match what is known.',
      altro: 'The reason is explained below.',
    },
    criteria: 'The rules of the programme',
    criteriaText: 'For each rule you find what is known, where it comes from and the outcome.',
    criterion: 'Rule',
    found: 'What is known',
    verdict: 'Outcome',
    steps: 'How the amount comes about',
    step: 'Step',
    departs: (proposed) =>
      `The rules give €${proposed}. The office has decided another amount for the reason above.`,
    next: 'What happens now',
    approvedSteps: [
      'The code of the voucher arrives by SMS. You find it in your area too.',
      'At the till show the code and a document. You may spend the voucher in parts.',
    ],
    appeal: 'If you do not agree',
    appealText: 'Days are counted from when you receive this letter.',
    review: (day) =>
      `You may ask the municipality for a review until ${day}, from the page of the application.`,
    appeals: [
      'You may appeal to the regional administrative court (TAR) within 60 days.',
      'Or you may appeal to the President of the Republic within 120 days.',
    ],
    help: 'Where to ask for help',
    helpText: 'Write to the help desk from this page:',
    contacts: (phone, mail) => `Or call ${phone}, or write to ${mail}. Have the registration number at hand.`,
    law: 'Reasoned decision under article 3 of Italian law 241 of 1990. Appeals: article 29 of legislative decree 104 of 2010 and article 9 of D.P.R. 1199 of 1971.',
  },
};
