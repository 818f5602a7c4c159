import { writeMoment } from '../domain/calendar';
import type { MessageStatus } from '../domain/delivery';
import type { MessageChannel } from '../domain/messages';
import { formatEuro, type Cents } from '../domain/money';
import type { OwnAnswer } from '../domain/own-data/registers';
import type { InquiryState, RegisterName, RegisterSource } from '../domain/register/registers';
import type { AccessEventKind } from '../domain/second-factor';
import type { SessionMethod } from '../domain/session';
import { placeOf, type StatementLine } from '../domain/voucher/statement';
import { wordOf } from './field-words';
import { changeWords, methodWords, registerWords, sourceWords } from './own-data-words';
import { writePdf, type Letterhead, type PdfFile } from './pdf';
import { statementWords } from './statement-words';
import type { Writer } from './writer';

/** What a person takes away of their data, as far as it is told in words; the whole of it goes beside this, as JSON. */
export interface OwnData {
  at: Date;
  account: readonly (readonly [name: string, value: string])[];
  consents: readonly { kind: string; version: string; acceptedAt: Date }[];
  applications: readonly OwnApplication[];
  helpRequests: readonly {
    code: string;
    status: string;
    conversation: readonly { author: string; body: string; at: Date }[];
  }[];
  registers: { residents: OwnAnswer | null; isee: OwnAnswer | null };
  messages: readonly OwnMessage[];
  access: OwnAccess;
}

interface OwnMessage {
  title: string;
  channel: MessageChannel;
  recipient: string;
  status: MessageStatus;
  createdAt: Date;
  sentAt: Date | null;
  text: string | null;
}

interface OwnAccess {
  signIns: readonly {
    method: SessionMethod;
    startedAt: Date;
    lastSeenAt: Date;
    endedAt: Date | null;
    device: string | null;
    network: string | null;
  }[];
  rememberedDevices: readonly { seenAt: Date }[];
  changes: readonly { kind: AccessEventKind; at: Date; byYou: boolean }[];
}

interface OwnApplication {
  programme: string;
  status: string;
  registration: string | null;
  registeredAt: Date | null;
  answers: Readonly<Record<string, string>>;
  decisions: readonly {
    outcome: string;
    amountCents: Cents | null;
    reason: string | null;
    decidedAt: Date;
  }[];
  inquiries: readonly {
    register: RegisterName;
    source: RegisterSource | null;
    state: InquiryState;
    askedAt: Date;
    answer: OwnAnswer | null;
  }[];
  attachments: readonly { fileName: string }[];
  voucher: { code: string; movements: readonly StatementLine[] } | null;
  looks: readonly { day: string; role: string }[];
}

/** A person's own data, to be read by people. It speaks Italian, as the form does. */
export async function writeOwnData(data: OwnData, letterhead: Letterhead): Promise<PdfFile> {
  const frame = { letterhead, language: 'it' as const, title: 'I miei dati', at: data.at };
  const bytes = await writePdf(frame, (page) => {
    page.paragraph(`I dati che il Comune ha su di te al ${writeMoment(data.at)}.`);
    page.note(
      'Gli stessi dati, tutti, sono nel file dati.json. I documenti che hai allegato sono nella cartella allegati.',
    );
    page.heading('Il tuo accesso');
    page.facts(data.account);
    if (data.consents.length > 0) {
      page.heading('I testi che hai accettato');
      page.facts(
        data.consents.map(({ kind, version, acceptedAt }) => [`${kind} ${version}`, writeMoment(acceptedAt)]),
      );
    }
    for (const application of data.applications) writeApplication(page, application);
    for (const { code, status, conversation } of data.helpRequests) {
      page.heading(`Richiesta di assistenza ${code}`);
      page.paragraph(`Stato: ${status}`);
      page.facts(conversation.map(({ author, body, at }) => [`${writeMoment(at)}, ${author}`, body]));
    }
    writeRegisters(page, data.registers);
    writeMessages(page, data.messages);
    writeAccess(page, data.access);
  });
  return { name: 'i-miei-dati.pdf', mediaType: 'application/pdf', bytes };
}

function writeApplication(page: Writer, application: OwnApplication): void {
  const { programme, status, registration, registeredAt, answers, inquiries } = application;
  const { decisions, attachments, voucher, looks } = application;
  page.heading(registration === null ? programme : `${programme}, protocollo ${registration}`);
  page.facts([
    ['Stato', status],
    ...(registeredAt ? [['Spedita', writeMoment(registeredAt)] as const] : []),
    ...Object.entries(answers)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [wordOf(name), value] as const),
    ...inquiries.map(
      ({ register, source, state, askedAt, answer }) =>
        [
          [`Chiesto il ${writeMoment(askedAt)}: ${registerWords[register]}`, source && sourceWords[source]]
            .filter(Boolean)
            .join(', '),
          answer === null ? state : answerWords(answer),
        ] as const,
    ),
    ...attachments.map(({ fileName }) => ['Allegato', fileName] as const),
    ...decisions.map(
      ({ outcome, amountCents, reason, decidedAt }) =>
        [
          `Decisione del ${writeMoment(decidedAt)}`,
          [outcome, amountCents === null ? '' : `${formatEuro(amountCents)} €`, reason ?? '']
            .filter(Boolean)
            .join(' · '),
        ] as const,
    ),
    ...(voucher ? [['Codice buono', voucher.code] as const] : []),
    ...(voucher?.movements ?? []).map(
      (line) =>
        [
          writeMoment(line.at),
          [statementWords.it.kinds[line.kind], placeOf(line), `${formatEuro(line.amountCents)} €`]
            .filter(Boolean)
            .join(' · '),
        ] as const,
    ),
    ...looks.map(({ day, role }) => [`Vista il ${day}`, role] as const),
  ]);
}

/** What a register said, in words; of somebody else only that it is not here. */
function answerWords(answer: OwnAnswer): string {
  if ('withheld' in answer) return withheldWords[answer.withheld];
  if ('isee' in answer) {
    const { iseeCents, dsu, dsuOn, differs } = answer.isee;
    return [
      `ISEE ${formatEuro(iseeCents)} €`,
      dsu === null ? '' : `DSU ${dsu}`,
      dsuOn === null ? '' : `del ${writtenDay(dsuOn)}`,
      differs ? 'con omissioni o difformità' : '',
    ]
      .filter(Boolean)
      .join(' · ');
  }
  const { you, declaredMembers, otherMembers } = answer;
  return [
    you === null
      ? 'Tu non ci sei'
      : [
          `${you.familyName} ${you.givenName}, ${you.fiscalCode}, nascita ${writtenDay(you.birthDate)}`,
          you.relation,
          you.municipality,
        ]
          .filter(Boolean)
          .join(', '),
    declaredMembers.length === 0 ? '' : `con te, come hai scritto: ${declaredMembers.join(', ')}`,
    otherMembers === 0 ? '' : `altre persone con te: ${otherMembers}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

const withheldWords = {
  'another-person': 'La risposta riguarda un’altra persona: può chiederla lei.',
  'identity-not-proven':
    'Per leggere la risposta entra con SPID, CIE o CNS e chiedi un’altra copia. Oppure chiedila all’ufficio con un documento.',
} as const;

const writtenDay = (day: string): string => day.split('-').reverse().join('/');

function writeRegisters(page: Writer, { residents, isee }: OwnData['registers']): void {
  const rows = [[registerWords.anagrafe, residents] as const, [registerWords.isee, isee] as const].flatMap(
    ([name, answer]) => (answer === null ? [] : [[name, answerWords(answer)] as const]),
  );
  if (rows.length === 0) return;
  page.heading('Gli elenchi che il Comune consulta');
  page.facts(rows);
}

function writeMessages(page: Writer, messages: readonly OwnMessage[]): void {
  if (messages.length === 0) return;
  page.heading('I messaggi che ti abbiamo mandato');
  page.note('Password, PIN e chiavi sono coperti con ••••. Dei codici dei buoni resta la fine.');
  page.facts(
    messages.map(({ title, channel, recipient, status, createdAt, sentAt, text }) => [
      `${writeMoment(sentAt ?? createdAt)}, ${channel === 'sms' ? 'SMS' : 'e-mail'} a ${recipient}`,
      [`${title} (${status})`, text ?? ''].filter(Boolean).join('\n'),
    ]),
  );
}

function writeAccess(page: Writer, { signIns, rememberedDevices, changes }: OwnAccess): void {
  if (signIns.length > 0) {
    page.heading('Quando sei entrato');
    page.facts(
      signIns.map(({ method, startedAt, lastSeenAt, endedAt, device, network }) => [
        writeMoment(startedAt),
        [
          methodWords[method],
          device ?? '',
          network === null ? '' : `rete ${network}`,
          `ultimo uso ${writeMoment(lastSeenAt)}`,
          endedAt === null ? '' : `chiuso ${writeMoment(endedAt)}`,
        ]
          .filter(Boolean)
          .join(' · '),
      ]),
    );
  }
  if (rememberedDevices.length > 0) {
    page.heading('I dispositivi che riconosciamo');
    page.note('Di ognuno teniamo un segno che non si può leggere, e il giorno in cui l’hai usato.');
    page.facts(rememberedDevices.map(({ seenAt }) => ['Ultimo uso', writeMoment(seenAt)]));
  }
  if (changes.length > 0) {
    page.heading('Che cosa è cambiato nel tuo accesso');
    page.facts(
      changes.map(({ kind, at, byYou }) => [
        writeMoment(at),
        `${changeWords[kind]}, ${byYou ? 'da te' : 'dall’ufficio'}`,
      ]),
    );
  }
}
