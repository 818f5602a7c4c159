import { writeMoment } from '../domain/calendar';
import { formatEuro, type Cents } from '../domain/money';
import { placeOf, type StatementLine } from '../domain/voucher/statement';
import { wordOf } from './field-words';
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
  });
  return { name: 'i-miei-dati.pdf', mediaType: 'application/pdf', bytes };
}

function writeApplication(page: Writer, application: OwnApplication): void {
  const { programme, status, registration, registeredAt, answers, decisions, attachments, voucher, looks } =
    application;
  page.heading(registration === null ? programme : `${programme}, protocollo ${registration}`);
  page.facts([
    ['Stato', status],
    ...(registeredAt ? [['Spedita', writeMoment(registeredAt)] as const] : []),
    ...Object.entries(answers)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [wordOf(name), value] as const),
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
