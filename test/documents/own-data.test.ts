import { expect, it } from 'vitest';
import messages from '../../app/_i18n/it.json';
import { fields, memberFields, type MemberField } from '../../domain/application/fields';
import { writeArchive } from '../../documents/archive';
import { writeOwnData } from '../../documents/own-data';
import { fieldWords, memberWords, wordOf } from '../../documents/field-words';
import { methodWords } from '../../documents/own-data-words';
import { ente } from '../../ente';
import { elementsOf, readPdf } from '../support/pdf';
import { unzip } from '../support/unzip';

/** The label of a field in the catalogue of the screen. */
function labelOf(name: string): unknown {
  const found = name
    .split('.')
    .reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], messages.fields);
  return (found as { label: string }).label;
}

it('a copy calls each field as the form does', () => {
  const names = Object.values(fields).flatMap((section) => Object.keys(section));
  expect(fieldWords).toEqual(Object.fromEntries(names.map((name) => [name, labelOf(name)])));
  const members = Object.keys(memberFields) as MemberField[];
  expect(memberWords).toEqual(
    Object.fromEntries(members.map((name) => [name, messages.fields.members[name].label])),
  );
  expect(wordOf('members.m2.familyName')).toBe('Componente 2: Cognome');
  expect(wordOf('never.there')).toBe('never.there');
});

it('a copy calls each way to sign in as the page of one’s own access does', () => {
  expect(methodWords).toEqual(messages.ownAccess.methods);
});

it('two documents of one name stand side by side in an archive', async () => {
  const bytes = Buffer.from('x');
  const zip = await writeArchive(['a/isee.pdf', 'a/isee.pdf', 'b', 'b'].map((path) => ({ path, bytes })));
  expect([...unzip(zip).keys()]).toEqual(['a/isee.pdf', 'a/isee (2).pdf', 'b', 'b (2)']);
});

it('tells in words what registers said, what was written to the person, and when they came in', async () => {
  const at = new Date('2026-04-12T10:00:00+02:00');
  const person = { fiscalCode: 'RSSMRA85T10A562S', familyName: 'Rossi', givenName: 'Mario' };
  const you = { ...person, birthDate: '1985-12-10', relation: 'IS', municipality: null };
  const asked = { state: 'trovato' as const, askedAt: at };
  const isee = { iseeCents: 1_234_500, dsu: 'INPS-1', dsuOn: '2026-02-01', differs: true };
  const { bytes } = await writeOwnData(
    {
      at,
      account: [['Nome', 'Mario']],
      consents: [],
      applications: [
        {
          ...{ programme: 'Buoni Spesa', status: 'presentata', registration: '1/2026', registeredAt: at },
          ...{ answers: {}, decisions: [], attachments: [], voucher: null, looks: [] },
          inquiries: [
            { ...asked, register: 'isee', source: 'inps', answer: { isee } },
            { ...asked, register: 'anagrafe', source: 'anpr', answer: { withheld: 'another-person' } },
            { ...asked, register: 'isee', source: null, state: 'senza risposta', answer: null },
          ],
        },
      ],
      helpRequests: [],
      registers: { residents: { you, declaredMembers: ['BNCNNA90A41A662X'], otherMembers: 2 }, isee: null },
      messages: [
        {
          ...{
            title: 'Codici di accesso',
            channel: 'email',
            recipient: 'a@example.org',
            status: 'consegnato',
          },
          ...{ createdAt: at, sentAt: at, text: 'Password: ••••' },
        },
      ],
      access: {
        signIns: [
          {
            ...{ method: 'spid', startedAt: at, lastSeenAt: at, endedAt: at },
            ...{ device: 'Firefox, Windows', network: '93.40.…' },
          },
        ],
        rememberedDevices: [{ seenAt: at }],
        changes: [{ kind: 'second-factor-reset', at, byYou: false }],
      },
    },
    ente,
  );
  const { elements } = await readPdf(bytes);
  const cells = elementsOf(elements, 'Table').flatMap(({ children }) =>
    children.flatMap((row) => row.children.map(({ text }) => text)),
  );
  const read = cells.join(' ').replaceAll(/\s+/g, ' ');
  const words = [
    'ISEE 12.345,00 € · DSU INPS-1 · del 01/02/2026 · con omissioni o difformità',
    'La risposta riguarda un’altra persona: può chiederla lei.',
    'senza risposta',
    'Rossi Mario, RSSMRA85T10A562S, nascita 10/12/1985, IS',
    'con te, come hai scritto: BNCNNA90A41A662X · altre persone con te: 2',
    'e-mail a a@example.org',
    'Codici di accesso (consegnato) Password: ••••',
    'Con SPID · Firefox, Windows · rete 93.40.… · ultimo uso',
    'Secondo passaggio tolto dall’ufficio, dall’ufficio',
  ];
  expect(words.filter((each) => !read.includes(each))).toEqual([]);
});
