/**
 * The texts people accept, as data: pages show them from here and acceptances record them from here, so that what was
 * read and what is kept are the same. A body never changes under its version; a new wording is a new version (a test
 * keeps the fingerprints). Paragraphs are divided by an empty line; lines that begin with a hyphen are a list.
 */
export const consentKinds = ['self-certification', 'privacy', 'declarations'] as const;

export type ConsentKind = (typeof consentKinds)[number];

interface Wording {
  body: string;
  /** What ticking the box says; empty where sending the form says it. */
  statement: string;
}

interface Text {
  version: string;
  /** By language (`it`, `en`); the Italian one is the act, others help to understand it. */
  wordings: { it: Wording } & Partial<Record<string, Wording>>;
}

export const consentTexts: Record<ConsentKind, Text> = {
  // DPR 445/2000 artt. 46 and 47 (manual § 1.6).
  'self-certification': {
    version: '2026-11',
    wordings: {
      it: {
        body: `Il sottoscritto, valendosi delle disposizioni di cui agli artt. 46 e 47 del DPR n. 445/2000 e consapevole delle sanzioni penali connesse in caso di dichiarazioni mendaci e per le ipotesi di falsità in atti, dichiara quanto segue:

- che le informazioni fornite corrispondono alla documentazione in proprio possesso e si impegna a mantenerle aggiornate;
- di essere a conoscenza di dover obbligatoriamente cambiare la password al primo accesso e che l’uso delle credenziali è strettamente personale; eventuali responsabilità in ordine a quanto verrà comunicato saranno a proprio carico;
- che i dati di cui si verrà in possesso durante l’uso del servizio, saranno oggetto di riservatezza e verranno utilizzati solo e unicamente al fine di effettuare e gestire la richiesta;
- di aver preso visione, al fine del rispetto della legge sulla privacy, della seguente informativa:`,
        statement: 'Dichiaro quanto scritto sopra',
      },
      en: {
        body: `The undersigned, under artt. 46 and 47 of DPR no. 445/2000 and aware of the criminal penalties for false statements and false documents, declares:

- that the information given matches the documents in their possession, and that they will keep it up to date;
- to know that the password must be changed at the first access and that the credentials are strictly personal; they answer for whatever is communicated with them;
- that the data met while using the service are confidential and are used only to make and manage the request;
- to have read, under the law on privacy, the following notice:`,
        statement: 'I declare what is written above',
      },
    },
  },
  // Regulation (EU) 2016/679 art. 13, in short; the whole notice is the page /privacy.
  privacy: {
    version: '2026-11',
    wordings: {
      it: {
        body: 'Il Comune usa questi dati per darti l’accesso e per gestire le tue domande. Li vede solo chi lavora alla tua pratica. Non li vende e non li usa per altro.',
        statement: 'acconsento al trattamento dei miei dati',
      },
      en: {
        body: 'The municipality uses these data to give you access and to manage your applications. Only those who work on your case see them. They are not sold or used for anything else.',
        statement: 'consent to the use of my data',
      },
    },
  },
  // DPR 445/2000 art. 76 (manual § 2.8), above the eight declarations of the application.
  declarations: {
    version: '2026-11',
    wordings: {
      it: {
        body: 'Consapevole delle sanzioni penali previste dall’art. 76 del DPR n. 445/2000, per le ipotesi di falsità in atti e dichiarazioni mendaci, dichiaro quanto di seguito elencato:',
        statement: '',
      },
      en: {
        body: 'Aware of the criminal penalties of art. 76 of DPR no. 445/2000 for false documents and false statements, I declare:',
        statement: '',
      },
    },
  },
};

/** What a person accepts by the box of the request for access: each is recorded by itself. */
export const accreditationTexts = ['self-certification', 'privacy'] as const satisfies ConsentKind[];

/** A text as it is shown, and recorded when it is accepted. */
export interface ShownText extends Wording {
  kind: ConsentKind;
  version: string;
  /** The language it is really in: Italian where there is no translation. */
  language: string;
}

/** The text of a kind in the language of the page. */
export function consentText(kind: ConsentKind, language: string): ShownText {
  const { version, wordings } = consentTexts[kind];
  const wording = Object.hasOwn(wordings, language) ? wordings[language] : undefined;
  return { kind, version, language: wording ? language : 'it', ...(wording ?? wordings.it) };
}

/** Every word of a text: what the record keeps and its fingerprint is taken of. */
export const wholeText = ({ body, statement }: Wording): string =>
  statement === '' ? body : `${body}\n\n${statement}`;
