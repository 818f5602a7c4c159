import { formatEuro, type Cents } from './money';
import { smsLength, writeGsm7 } from './sms';

/** Where messages speak from: who signs, and the address links lead to. */
export interface Sender {
  /** Name of the municipality, e.g. "Comune di Assemini". */
  name: string;
  /** Address of the portal without a trailing slash. */
  url: string;
}

interface DecidedParams {
  givenName: string;
  programme: string;
  applicationId: string;
  registration: string;
}

/** `answerBy` says the day of the week and the hour too. */
interface AskedParams extends DecidedParams {
  answerBy: string;
}

interface OwnDataParams {
  requestId: string;
  answerBy: string;
}

interface StatementParams {
  merchant: string;
  settlementId: string;
  amountCents: Cents;
  presentBy: string;
}

/** `note` is the number of the nota di debito, e.g. `3/2026`. */
interface NoteParams {
  merchant: string;
  settlementId: string;
  note: string;
}

/**
 * Every message to people, with what it needs to be written. Days are written `gg/mm/aaaa`; links are built here,
 * from ids and secrets, so that no caller writes an address.
 */
export interface MessageParams {
  credentials: { givenName: string; username: string; temporaryPassword: string };
  'password-recovery': { givenName: string; token: string };
  /** `scheme` by its name, e.g. SPID. */
  'identity-linked': { givenName: string; username: string; scheme: string };
  'password-changed': { givenName: string };
  'sign-in-tries': { givenName: string };
  'second-factor-changed': { givenName: string };
  'draft-reminder': { givenName: string; programme: string; applicationId: string; closesOn: string };
  'submission-receipt': {
    givenName: string;
    programme: string;
    applicationId: string;
    registration: string;
    registeredAt: string;
    decideBy: string;
  };
  'voucher-code': { programme: string; code: string; amountCents: Cents; expiresOn: string };
  'voucher-code-again': { code: string; balanceCents: Cents; expiresOn: string };
  'voucher-code-new': { code: string; balanceCents: Cents; expiresOn: string };
  'voucher-expiring': { code: string; balanceCents: Cents; expiresOn: string };
  'application-waiting': {
    givenName: string;
    programme: string;
    applicationId: string;
    registration: string;
  };
  'waiting-list-ended': {
    givenName: string;
    programme: string;
    applicationId: string;
    registration: string;
  };
  'voucher-extended': { balanceCents: Cents; expiresOn: string };
  'voucher-blocked': { givenName: string; programme: string; applicationId: string; registration: string };
  'approval-revoked': { givenName: string; programme: string; applicationId: string; registration: string };
  'application-rejected': {
    givenName: string;
    programme: string;
    applicationId: string;
    registration: string;
  };
  'application-approved': {
    givenName: string;
    programme: string;
    applicationId: string;
    registration: string;
    amountCents: Cents;
  };
  'decision-warning': { registration: string; applicationId: string; decideBy: string };
  'decision-overdue': { registration: string; applicationId: string; decideBy: string };
  'decision-escalated': { registration: string; applicationId: string; decideBy: string };
  'clarification-requested': AskedParams;
  'rejection-announced': AskedParams;
  'answer-lapsing': AskedParams;
  'clarification-received': { registration: string; applicationId: string };
  'application-annulled': DecidedParams;
  'review-requested': { registration: string; applicationId: string; decideBy: string };
  'review-received': DecidedParams & { decideBy: string };
  'ticket-opened': { name: string; code: string; secret: string };
  'ticket-answered': { name: string; code: string; secret: string };
  'ticket-resolved': { name: string; code: string; secret: string };
  'ticket-waiting': { name: string; code: string; secret: string; closesOn: string };
  'ticket-closing-soon': { name: string; code: string; secret: string; closesOn: string };
  /** `merged` is the code that ends, `code` and `secret` those of the ticket that goes on. */
  'ticket-merged': { name: string; merged: string; code: string; secret: string };
  'ticket-link': { name: string; code: string; secret: string };
  'ticket-overdue': { code: string };
  /** `dueAt` says the day of the week and the hour too. */
  'ticket-at-risk': { code: string; dueAt: string };
  'ticket-escalated': { code: string };
  'own-data-ready': { givenName: string; expiresOn: string };
  'own-data-received': { givenName: string; answerBy: string };
  'own-data-extended': { givenName: string; answerBy: string };
  /** `erases`: an erasure was granted, with which the access closes that the answer is read by. */
  'own-data-decided': { givenName: string; erases?: boolean };
  'own-data-to-decide': OwnDataParams;
  'own-data-due': OwnDataParams;
  'own-data-overdue': OwnDataParams;
  'settlement-drawn': StatementParams;
  'settlement-to-present': StatementParams;
  'settlement-sent-back': NoteParams & { reason: string };
  'settlement-refused': NoteParams & { why: string };
  'settlement-paid': NoteParams & { amountCents: Cents };
  'settlement-due': NoteParams & { payBy: string };
  'settlement-overdue': NoteParams & { payBy: string };
  /** `part` is written `ABCD-EFGH`. */
  'pin-first-part': { givenName: string; part: string };
  'pin-first-part-sms': { part: string };
  'pin-activated': { givenName: string };
  /** `by` is the contact centre or the organisation. */
  'filing-begun': { givenName: string; programme: string; applicationId: string; by: string };
  /** Days are written `gg/mm/aaaa`. */
  'mandate-recorded': {
    givenName: string;
    organisation: string;
    number: string;
    from: string;
    until: string;
  };
  'merchant-applied': { name: string; vatNumber: string };
  'merchant-accepted': {
    name: string;
    /** E.g. `12/2026`. */
    agreement: string;
    from: string;
    until: string;
    username: string;
    /** Null for a manager who has an access already. */
    temporaryPassword: string | null;
  };
  'merchant-refused': { name: string; reason: string };
  'merchant-suspended': { name: string; reason: string };
  'merchant-resumed': { name: string };
  'merchant-ended': { name: string; reason: string };
}

export type MessageKind = keyof MessageParams;
export type MessageChannel = 'sms' | 'email';

export interface WrittenMessage {
  /** Only mail has one. */
  subject: string | null;
  text: string;
}

/** A file that goes with a message. */
export interface MessageAttachment {
  /** E.g. `ricevuta-11625-2021.pdf`. */
  name: string;
  mediaType: string;
  bytes: Buffer;
}

interface Template<K extends MessageKind> {
  channel: MessageChannel;
  write: (params: MessageParams[K], sender: Sender) => WrittenMessage;
}

const mail = <K extends MessageKind>(
  write: (params: MessageParams[K], sender: Sender) => { subject: string; paragraphs: string[] },
): Template<K> => ({
  channel: 'email',
  write: (params, sender) => {
    const { subject, paragraphs } = write(params, sender);
    return { subject, text: [...paragraphs, sender.name].join('\n\n') };
  },
});

/** @param write the wordings, the fullest first: the first one that fits is sent */
const sms = <K extends MessageKind>(
  write: (params: MessageParams[K], sender: Sender) => [string, ...string[]],
): Template<K> => ({
  channel: 'sms',
  write: (params, sender) => {
    const texts = write(params, sender).map(writeGsm7);
    return { subject: null, text: texts.find(({ length }) => length <= smsLength) ?? texts.at(-1) ?? '' };
  },
});

const ticketLink = ({ code, secret }: { code: string; secret: string }, { url }: Sender): string =>
  `${url}/assistenza/${code}?chiave=${secret}`;

/** The wording of every message, in plain short sentences. SMS stay within one GSM-7 segment of 160 characters. */
const catalogue: { [K in MessageKind]: Template<K> } = {
  credentials: mail(({ givenName, username, temporaryPassword }, { url }) => ({
    subject: 'I tuoi codici di accesso',
    paragraphs: [
      `Ciao ${givenName},`,
      `ecco i codici per entrare nel portale.`,
      `Username: ${username}\nPassword: ${temporaryPassword}`,
      `Entra da ${url}/accedi. Al primo accesso scegli una nuova password.`,
    ],
  })),
  'password-recovery': mail(({ givenName, token }, { url }) => ({
    subject: 'Recupero della password',
    paragraphs: [
      `Ciao ${givenName},`,
      `per scegliere una nuova password apri questo indirizzo entro 30 minuti:`,
      `${url}/recupera-password/${token}`,
      `Se non hai chiesto tu il recupero, non devi fare nulla.`,
    ],
  })),
  'identity-linked': mail(({ givenName, username, scheme }, { url }) => ({
    subject: `Ora entri con ${scheme}`,
    paragraphs: [
      `Ciao ${givenName},`,
      `sei entrato nel portale con ${scheme}. La prossima volta basta lo stesso.`,
      `Il tuo username è ${username}. Se vuoi anche una password, chiedila qui:\n${url}/recupera-password`,
      `Non sei stato tu? Scrivici subito: ${url}/assistenza`,
    ],
  })),
  'password-changed': mail(({ givenName }, { url }) => ({
    subject: 'La tua password è cambiata',
    paragraphs: [
      `Ciao ${givenName},`,
      `la tua password è cambiata poco fa. Sugli altri dispositivi ora devi entrare di nuovo.`,
      `Non sei stato tu? Scegli subito un’altra password da qui:\n${url}/recupera-password`,
    ],
  })),
  'sign-in-tries': mail(({ givenName }, { url }) => ({
    subject: 'Qualcuno ha provato a entrare con il tuo username',
    paragraphs: [
      `Ciao ${givenName},`,
      `qualcuno ha provato più volte a entrare con il tuo username. La password era sbagliata.`,
      `Se eri tu e non la ricordi, scegline un’altra da qui:\n${url}/recupera-password`,
      `Se non eri tu, non devi fare nulla: chi prova deve aspettare sempre di più.`,
    ],
  })),
  'second-factor-changed': mail(({ givenName }, { url }) => ({
    subject: 'Il secondo passaggio del tuo accesso è cambiato',
    paragraphs: [
      `Ciao ${givenName},`,
      `poco fa è cambiato il secondo passaggio del tuo accesso: l’app, una passkey o i codici di riserva.`,
      `Controlla qui:\n${url}/accesso`,
      `Non sei stato tu? Cambia la password e chiama l’ufficio.`,
    ],
  })),
  'pin-first-part': mail(({ givenName, part }, { url }) => ({
    subject: 'La prima parte del tuo PIN',
    paragraphs: [
      `Ciao ${givenName},`,
      `la prima parte del tuo PIN è: ${part}`,
      `Con questa puoi già fare domanda. Entra da ${url}/accedi/pin con il tuo codice fiscale.`,
      `La seconda parte arriva per posta tra qualche giorno. Con le due parti puoi fare tutto.`,
      `Al telefono la chiede solo l’operatore che compila la domanda per te. Se non hai chiesto tu il PIN, non devi fare nulla.`,
    ],
  })),
  'pin-first-part-sms': sms(({ part }, { name }) => [
    `${name}: la prima parte del tuo PIN è ${part}. La seconda arriva per posta.`,
    `La prima parte del tuo PIN è ${part}. La seconda arriva per posta.`,
  ]),
  'pin-activated': mail(({ givenName }, { url }) => ({
    subject: 'Il tuo PIN è completo',
    paragraphs: [
      `Ciao ${givenName},`,
      `hai inserito le due parti del PIN. Da ora puoi usarlo per tutti i servizi.`,
      `Se non sei stato tu, annullalo subito: ${url}/pin/il-mio. Oppure scrivi all’assistenza: ${url}/assistenza`,
    ],
  })),
  'filing-begun': mail(({ givenName, programme, applicationId, by }, { url }) => ({
    subject: `${programme}: una domanda a tuo nome`,
    paragraphs: [
      `Ciao ${givenName},`,
      `${by} ha iniziato una domanda per te. La vedi qui:\n${url}/domande/${applicationId}`,
      `Se vuoi continuare tu, premi «Continuo io». Da quel momento nessun altro la può cambiare.`,
      `Se non ne sai nulla, scrivi all’assistenza: ${url}/assistenza`,
    ],
  })),
  'mandate-recorded': mail(({ givenName, organisation, number, from, until }, { url }) => ({
    subject: `${organisation} può fare domanda per te`,
    paragraphs: [
      `Ciao ${givenName},`,
      `${organisation} ha registrato la tua delega numero ${number}. Vale dal ${from} al ${until}.`,
      `Se non hai firmato questa delega, scrivi subito all’assistenza: ${url}/assistenza`,
    ],
  })),
  'draft-reminder': mail(({ givenName, programme, applicationId, closesOn }, { url }) => ({
    subject: `${programme}: la tua domanda è ancora in bozza`,
    paragraphs: [
      `Ciao ${givenName},`,
      `la tua domanda non è ancora stata spedita. Puoi spedirla fino al ${closesOn}.`,
      `${url}/domande/${applicationId}`,
    ],
  })),
  'submission-receipt': mail(
    ({ givenName, programme, applicationId, registration, registeredAt, decideBy }, { url }) => ({
      subject: `${programme}: domanda ricevuta, protocollo ${registration}`,
      paragraphs: [
        `Ciao ${givenName},`,
        `abbiamo ricevuto la tua domanda il ${registeredAt}. Il numero di protocollo è ${registration}.`,
        `La ricevuta è qui sotto, in PDF. La trovi anche qui:\n${url}/domande/${applicationId}/ricevuta`,
        `Avrai una risposta entro il ${decideBy}.`,
      ],
    }),
  ),
  'voucher-code': sms(({ programme, code, amountCents, expiresOn }, { name }) => {
    const voucher = `Codice ${code}, ${formatEuro(amountCents)} euro, da usare entro il ${expiresOn}.`;
    return [
      `${name}: ${programme} approvato. ${voucher}`,
      `${name}: domanda approvata. ${voucher}`,
      `Domanda approvata. ${voucher}`,
    ];
  }),
  'voucher-expiring': sms(({ code, balanceCents, expiresOn }, { name }) => {
    const notice = `buono ${code} ha ancora ${formatEuro(balanceCents)} euro. Usalo entro il ${expiresOn}.`;
    return [`${name}: il ${notice}`, `Il ${notice}`];
  }),
  'application-waiting': mail(({ givenName, programme, applicationId, registration }, { url }) => ({
    subject: `${programme}: domanda ${registration} in lista d'attesa`,
    paragraphs: [
      `Ciao ${givenName},`,
      `la tua domanda è accettata: hai i requisiti. Ora però i fondi del bando sono finiti.`,
      `La domanda è in lista d'attesa. Se arrivano altri fondi, ti mandiamo il codice del buono con un SMS.`,
      `Non devi fare nulla. Trovi la domanda qui:\n${url}/domande/${applicationId}`,
    ],
  })),
  'waiting-list-ended': mail(({ givenName, programme, applicationId, registration }, { url }) => ({
    subject: `${programme}: fondi finiti per la domanda ${registration}`,
    paragraphs: [
      `Ciao ${givenName},`,
      `la tua domanda era accettata e in lista d'attesa. Il bando si è chiuso e i fondi non sono bastati.`,
      `Per questa domanda non ci sarà un buono. Puoi fare domanda per altri bandi.`,
      `${url}/domande/${applicationId}`,
    ],
  })),
  'voucher-code-again': sms(({ code, balanceCents, expiresOn }, { name }) => {
    const voucher = `Hai ${formatEuro(balanceCents)} euro, da usare entro il ${expiresOn}.`;
    return [
      `${name}: il codice del tuo buono è ${code}. ${voucher}`,
      `Il codice del tuo buono è ${code}. ${voucher}`,
    ];
  }),
  'voucher-code-new': sms(({ code, balanceCents, expiresOn }, { name }) => {
    const voucher = `Quello vecchio non vale più. Hai ${formatEuro(balanceCents)} euro fino al ${expiresOn}.`;
    return [
      `${name}: il nuovo codice del tuo buono è ${code}. ${voucher}`,
      `Il nuovo codice del tuo buono è ${code}. ${voucher}`,
    ];
  }),
  'voucher-extended': sms(({ balanceCents, expiresOn }, { name }) => {
    const left = `Hai ancora ${formatEuro(balanceCents)} euro.`;
    return [
      `${name}: puoi usare il buono fino al ${expiresOn}. ${left}`,
      `Puoi usare il buono fino al ${expiresOn}. ${left}`,
    ];
  }),
  'voucher-blocked': mail(({ givenName, programme, applicationId, registration }, { url }) => ({
    subject: `${programme}: il buono della domanda ${registration} è sospeso`,
    paragraphs: [
      `Ciao ${givenName},`,
      `per ora il tuo buono non si può usare. Il saldo resta tuo.`,
      `Chiamaci, o scrivi qui: ${url}/assistenza`,
      `La tua domanda è qui:\n${url}/domande/${applicationId}`,
    ],
  })),
  'approval-revoked': mail(({ givenName, programme, applicationId, registration }, { url }) => ({
    subject: `${programme}: revocata l'approvazione della domanda ${registration}`,
    paragraphs: [
      `Ciao ${givenName},`,
      `la tua domanda non è più approvata. Il buono non si può più usare.`,
      `Il motivo è scritto qui, con quello che puoi fare:\n${url}/domande/${applicationId}`,
    ],
  })),
  'application-rejected': mail(({ givenName, programme, applicationId, registration }, { url }) => ({
    subject: `${programme}: risposta alla domanda ${registration}`,
    paragraphs: [
      `Ciao ${givenName},`,
      `la tua domanda non è stata accolta. Il motivo è scritto qui:\n${url}/domande/${applicationId}`,
      `Nella lettera in PDF, qui sotto, leggi il perché e come chiedere un riesame o fare ricorso.`,
    ],
  })),
  'application-approved': mail(
    ({ givenName, programme, applicationId, registration, amountCents }, { url }) => ({
      subject: `${programme}: risposta alla domanda ${registration}`,
      paragraphs: [
        `Ciao ${givenName},`,
        `la tua domanda è stata accolta. L’importo è di ${formatEuro(amountCents)} euro.`,
        `Il codice del buono arriva con un SMS. Lo trovi anche qui:\n${url}/domande/${applicationId}`,
        `La lettera è qui sotto, in PDF: spiega come si arriva all’importo.`,
      ],
    }),
  ),
  'decision-warning': mail(({ registration, applicationId, decideBy }, { url }) => ({
    subject: `Domanda ${registration}: termine vicino`,
    paragraphs: [`La domanda va decisa entro il ${decideBy}.`, `${url}/operatore/domande/${applicationId}`],
  })),
  'decision-overdue': mail(({ registration, applicationId, decideBy }, { url }) => ({
    subject: `Domanda ${registration}: termine scaduto`,
    paragraphs: [
      `Il termine per decidere è passato il ${decideBy}.`,
      `${url}/operatore/domande/${applicationId}`,
    ],
  })),
  'decision-escalated': mail(({ registration, applicationId, decideBy }, { url }) => ({
    subject: `Domanda ${registration}: termine scaduto, nessuna decisione`,
    paragraphs: [
      `Il termine per decidere è passato il ${decideBy} e la domanda è ancora senza risposta.`,
      `Decidila, o affidala a chi la decide (art. 2, comma 9-bis, legge 241/1990).`,
      `${url}/operatore/domande/${applicationId}`,
    ],
  })),
  'clarification-requested': mail(
    ({ givenName, programme, applicationId, registration, answerBy }, { url }) => ({
      subject: `${programme}: ci serve qualcosa per la domanda ${registration}`,
      paragraphs: [
        `Ciao ${givenName},`,
        `per decidere sulla tua domanda ci manca qualcosa. Rispondi entro ${answerBy}.`,
        `Che cosa serve è scritto qui. Puoi rispondere e mandare documenti:
${url}/domande/${applicationId}`,
        `Se non rispondi, decidiamo con quello che abbiamo.`,
      ],
    }),
  ),
  'rejection-announced': mail(({ givenName, programme, applicationId, registration, answerBy }, { url }) => ({
    subject: `${programme}: preavviso di rigetto, domanda ${registration}`,
    paragraphs: [
      `Ciao ${givenName},`,
      `ci sono motivi per non accogliere la tua domanda. Non è ancora una decisione.`,
      `Entro ${answerBy} puoi mandare le tue osservazioni e altri documenti (art. 10-bis, legge 241/1990).`,
      `I motivi sono scritti qui:
${url}/domande/${applicationId}`,
    ],
  })),
  'answer-lapsing': mail(({ givenName, programme, applicationId, registration, answerBy }, { url }) => ({
    subject: `${programme}: il tempo per rispondere sta per finire, domanda ${registration}`,
    paragraphs: [
      `Ciao ${givenName},`,
      `aspettiamo ancora la tua risposta. Puoi mandarla entro ${answerBy}.`,
      `${url}/domande/${applicationId}`,
    ],
  })),
  'clarification-received': mail(({ registration, applicationId }, { url }) => ({
    subject: `Domanda ${registration}: è arrivata la risposta`,
    paragraphs: [`Chi ha fatto la domanda ha risposto.`, `${url}/operatore/domande/${applicationId}`],
  })),
  'application-annulled': mail(({ givenName, programme, applicationId, registration }, { url }) => ({
    subject: `${programme}: domanda ${registration} annullata`,
    paragraphs: [
      `Ciao ${givenName},`,
      `l'ufficio ha annullato la tua domanda. Il motivo è scritto qui:
${url}/domande/${applicationId}`,
    ],
  })),
  'review-requested': mail(({ registration, applicationId, decideBy }, { url }) => ({
    subject: `Domanda ${registration}: chiesto il riesame`,
    paragraphs: [
      `Chi ha fatto la domanda chiede di riesaminarla. Decide una persona diversa dalla prima, entro il ${decideBy}.`,
      `${url}/operatore/domande/${applicationId}`,
    ],
  })),
  'review-received': mail(({ givenName, programme, applicationId, registration, decideBy }, { url }) => ({
    subject: `${programme}: riesame ricevuto, domanda ${registration}`,
    paragraphs: [
      `Ciao ${givenName},`,
      `abbiamo ricevuto la tua richiesta di riesame. La valuta una persona diversa dalla prima.`,
      `Avrai una risposta entro il ${decideBy}.
${url}/domande/${applicationId}`,
    ],
  })),
  'ticket-opened': mail((params, sender) => ({
    subject: `Richiesta di assistenza ${params.code}`,
    paragraphs: [
      `Ciao ${params.name},`,
      `abbiamo ricevuto la tua richiesta. Il codice è ${params.code}.`,
      `Puoi seguirla e aggiungere un messaggio qui:\n${ticketLink(params, sender)}`,
    ],
  })),
  'ticket-answered': mail((params, sender) => ({
    subject: `Richiesta di assistenza ${params.code}: c'è una risposta`,
    paragraphs: [`Ciao ${params.name},`, `leggi la risposta qui:\n${ticketLink(params, sender)}`],
  })),
  'ticket-resolved': mail((params, sender) => ({
    subject: `Richiesta di assistenza ${params.code}: risolta`,
    paragraphs: [
      `Ciao ${params.name},`,
      `la tua richiesta è risolta. Se il problema resta, scrivici ancora qui:\n${ticketLink(params, sender)}`,
    ],
  })),
  'ticket-waiting': mail((params, sender) => ({
    subject: `Richiesta di assistenza ${params.code}: ci serve una risposta`,
    paragraphs: [
      `Ciao ${params.name},`,
      `per andare avanti ci serve qualcosa da te. Leggi e rispondi qui:\n${ticketLink(params, sender)}`,
      `Se non rispondi, la richiesta si chiude il ${params.closesOn}.`,
    ],
  })),
  'ticket-closing-soon': mail((params, sender) => ({
    subject: `Richiesta di assistenza ${params.code}: aspettiamo la tua risposta`,
    paragraphs: [
      `Ciao ${params.name},`,
      `non abbiamo ancora la tua risposta. Il ${params.closesOn} la richiesta si chiude.`,
      `Se ti serve ancora aiuto, scrivici qui:\n${ticketLink(params, sender)}`,
    ],
  })),
  'ticket-merged': mail((params, sender) => ({
    subject: `Richiesta di assistenza ${params.merged}: unita alla ${params.code}`,
    paragraphs: [
      `Ciao ${params.name},`,
      `ci avevi già scritto per la stessa cosa. La richiesta ${params.merged} ora è unita alla ${params.code}.`,
      `Trovi tutto qui:\n${ticketLink(params, sender)}`,
    ],
  })),
  'ticket-link': mail((params, sender) => ({
    subject: `Richiesta di assistenza ${params.code}: come ritrovarla`,
    paragraphs: [
      `Ciao ${params.name},`,
      `la tua richiesta ${params.code} è qui:\n${ticketLink(params, sender)}`,
      `Se non hai chiesto tu questa mail, non devi fare nulla.`,
    ],
  })),
  'ticket-at-risk': mail(({ code, dueAt }, { url }) => ({
    subject: `Assistenza ${code}: termine vicino`,
    paragraphs: [`La richiesta ${code} scade ${dueAt}.`, `${url}/supporto/${code}`],
  })),
  'ticket-escalated': mail(({ code }, { url }) => ({
    subject: `Assistenza ${code}: passata al responsabile`,
    paragraphs: [
      `La richiesta ${code} è passata a te.`,
      `Leggila e rispondi, o affidala a chi può farlo.`,
      `${url}/supporto/${code}`,
    ],
  })),
  'ticket-overdue': mail(({ code }, { url }) => ({
    subject: `Assistenza ${code}: termine scaduto`,
    paragraphs: [
      `Il termine della richiesta ${code} è passato. Chi ha scritto aspetta ancora.`,
      `${url}/supporto/${code}`,
    ],
  })),
  'own-data-ready': mail(({ givenName, expiresOn }, { url }) => ({
    subject: 'La copia dei tuoi dati è pronta',
    paragraphs: [
      `Ciao ${givenName},`,
      `la copia dei tuoi dati è pronta. Scaricala entro il ${expiresOn}:`,
      `${url}/i-miei-dati`,
      `Dopo quel giorno la cancelliamo. Puoi sempre chiederne un’altra.`,
    ],
  })),
  'own-data-received': mail(({ givenName, answerBy }, { url }) => ({
    subject: 'Abbiamo ricevuto la richiesta sui tuoi dati',
    paragraphs: [
      `Ciao ${givenName},`,
      `abbiamo ricevuto la tua richiesta. Avrai una risposta entro il ${answerBy}.`,
      `${url}/i-miei-dati`,
    ],
  })),
  'own-data-extended': mail(({ givenName, answerBy }, { url }) => ({
    subject: 'Ci serve più tempo per la richiesta sui tuoi dati',
    paragraphs: [
      `Ciao ${givenName},`,
      `ti rispondiamo entro il ${answerBy}. Qui trovi il motivo:`,
      `${url}/i-miei-dati`,
      `Puoi fare reclamo al Garante per la protezione dei dati personali.`,
    ],
  })),
  'own-data-decided': mail(({ givenName, erases }, { url }) => ({
    subject: 'La risposta alla richiesta sui tuoi dati',
    paragraphs: [
      `Ciao ${givenName},`,
      ...(erases
        ? [
            `la tua richiesta è accolta: cancelliamo i tuoi dati. Restano quelli che la legge ci fa conservare.`,
            `Se non hai domande o buoni in corso, si chiude subito anche il tuo accesso. Altrimenti si chiude dopo.`,
            `Finché puoi entrare, trovi qui la risposta:`,
          ]
        : [`abbiamo risposto alla tua richiesta. Qui trovi la risposta con il motivo:`]),
      `${url}/i-miei-dati`,
      `Se non sei d’accordo puoi fare reclamo al Garante per la protezione dei dati personali, o ricorso al giudice.`,
    ],
  })),
  'own-data-to-decide': mail(({ requestId, answerBy }, { url }) => ({
    subject: 'Una richiesta sui dati personali da decidere',
    paragraphs: [
      `È arrivata una richiesta di una persona sui propri dati. La risposta è dovuta entro il ${answerBy}.`,
      `${url}/operatore/dati-personali/${requestId}`,
    ],
  })),
  'own-data-due': mail(({ requestId, answerBy }, { url }) => ({
    subject: 'Richiesta sui dati personali: il termine è vicino',
    paragraphs: [
      `La risposta è dovuta entro il ${answerBy}.`,
      `${url}/operatore/dati-personali/${requestId}`,
    ],
  })),
  'own-data-overdue': mail(({ requestId, answerBy }, { url }) => ({
    subject: 'Richiesta sui dati personali: il termine è passato',
    paragraphs: [
      `La risposta era dovuta entro il ${answerBy}.`,
      `${url}/operatore/dati-personali/${requestId}`,
    ],
  })),
  'settlement-drawn': mail(({ merchant, settlementId, amountCents, presentBy }, { url }) => ({
    subject: `Buoni spesa: ${formatEuro(amountCents)} € da ricevere`,
    paragraphs: [
      `Gentile ${merchant},`,
      `l'elenco delle spese del periodo è pronto. Il totale è ${formatEuro(amountCents)} €.`,
      `Per ricevere i soldi presenta la nota di debito entro il ${presentBy}. Basta un clic qui:
${url}/esercente/liquidazioni/${settlementId}`,
    ],
  })),
  'settlement-to-present': mail(({ merchant, settlementId, amountCents, presentBy }, { url }) => ({
    subject: `Buoni spesa: ${formatEuro(amountCents)} € aspettano la tua nota`,
    paragraphs: [
      `Gentile ${merchant},`,
      `la nota di debito era attesa entro il ${presentBy}. Senza la nota non possiamo pagare ${formatEuro(amountCents)} €.`,
      `Puoi presentarla qui:
${url}/esercente/liquidazioni/${settlementId}`,
    ],
  })),
  'settlement-sent-back': mail(({ merchant, settlementId, note, reason }, { url }) => ({
    subject: `Nota di debito ${note}: da correggere`,
    paragraphs: [
      `Gentile ${merchant},`,
      `l'ufficio ha rimandato la nota ${note}. Il motivo:
${reason}`,
      `Dopo la correzione presentala di nuovo qui:
${url}/esercente/liquidazioni/${settlementId}`,
    ],
  })),
  'settlement-refused': mail(({ merchant, settlementId, note, why }, { url }) => ({
    subject: `Nota di debito ${note}: la banca non ha accettato il pagamento`,
    paragraphs: [
      `Gentile ${merchant},`,
      `il pagamento della nota ${note} non è andato a buon fine. ${why}`,
      `Che cosa fare è scritto qui:
${url}/esercente/liquidazioni/${settlementId}`,
    ],
  })),
  'settlement-paid': mail(({ merchant, settlementId, note, amountCents }, { url }) => ({
    subject: `Nota di debito ${note}: pagata`,
    paragraphs: [
      `Gentile ${merchant},`,
      `abbiamo pagato ${formatEuro(amountCents)} € per la nota ${note}.`,
      `${url}/esercente/liquidazioni/${settlementId}`,
    ],
  })),
  'settlement-due': mail(({ merchant, settlementId, note, payBy }, { url }) => ({
    subject: `Nota di debito ${note} di ${merchant}: da pagare entro il ${payBy}`,
    paragraphs: [`Il termine per pagare si avvicina.`, `${url}/operatore/liquidazioni/${settlementId}`],
  })),
  'settlement-overdue': mail(({ merchant, settlementId, note, payBy }, { url }) => ({
    subject: `Nota di debito ${note} di ${merchant}: termine scaduto il ${payBy}`,
    paragraphs: [`La nota non è ancora pagata.`, `${url}/operatore/liquidazioni/${settlementId}`],
  })),
  'merchant-applied': mail(({ name, vatNumber }) => ({
    subject: `Adesione ai buoni spesa: richiesta ricevuta`,
    paragraphs: [
      `Abbiamo ricevuto la richiesta di adesione di ${name} (partita IVA ${vatNumber}).`,
      `L’ufficio la esamina. La risposta arriva a questo indirizzo.`,
    ],
  })),
  'merchant-accepted': mail(({ name, agreement, from, until, username, temporaryPassword }, { url }) => ({
    subject: `Adesione ai buoni spesa: convenzione ${agreement}`,
    paragraphs: [
      `La richiesta di ${name} è accolta. La convenzione ${agreement} vale dal ${from} al ${until}, compresi.`,
      temporaryPassword === null
        ? `Entra da ${url}/accedi con il tuo username, ${username}.`
        : `Ecco i codici per entrare da ${url}/accedi.\nUsername: ${username}\nPassword: ${temporaryPassword}`,
      `Al primo accesso scegli una nuova password. Poi crea le casse e chi ci lavora:\n${url}/esercente/negozio`,
      `Da lì scarichi anche la convenzione in PDF, da firmare.`,
    ],
  })),
  'merchant-refused': mail(({ name, reason }) => ({
    subject: `Adesione ai buoni spesa: richiesta non accolta`,
    paragraphs: [
      `La richiesta di adesione di ${name} non è accolta. Il motivo:\n${reason}`,
      `Se le cose cambiano, puoi fare una nuova richiesta.`,
    ],
  })),
  'merchant-suspended': mail(({ name, reason }, { url }) => ({
    subject: `Buoni spesa: convenzione sospesa`,
    paragraphs: [
      `La convenzione di ${name} è sospesa. Da adesso le casse non possono accettare buoni. Il motivo:\n${reason}`,
      `Quello che hai già incassato resta tuo. Per chiarire scrivi qui: ${url}/assistenza`,
    ],
  })),
  'merchant-resumed': mail(({ name }) => ({
    subject: `Buoni spesa: convenzione di nuovo attiva`,
    paragraphs: [
      `La convenzione di ${name} è di nuovo attiva. Le casse possono accettare buoni nei giorni della convenzione.`,
    ],
  })),
  'merchant-ended': mail(({ name, reason }) => ({
    subject: `Buoni spesa: convenzione cessata`,
    paragraphs: [
      `La convenzione di ${name} è cessata. Le casse non possono più accettare buoni. Il motivo:\n${reason}`,
      `Quello che hai già incassato resta tuo.`,
    ],
  })),
};

/** Every kind of message there is, in the order of the catalogue. */
export const messageKinds = Object.keys(catalogue) as MessageKind[];

/** The channel a message goes by. */
export const channelOf = (kind: MessageKind): MessageChannel => catalogue[kind].channel;

/** Writes a message in full. */
export function writeMessage<K extends MessageKind>(
  kind: K,
  params: MessageParams[K],
  sender: Sender,
): WrittenMessage {
  return catalogue[kind].write(params, sender);
}
