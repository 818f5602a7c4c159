import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import type { Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { Callout } from '@/app/_ui/Callout';
import { DataTable } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { letterList, waitingPins, type LetterRow, type WaitingPin } from '@/db/queries/pins';
import { fullName } from '@/domain/person-name';
import { officeRoles } from '@/domain/roles';
import { posted, prepare } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('letters'))('title') };
}

/** The letters with the second part of PINs: to print, to post, posted; and those still to be written. */
export default async function LettersPage({ searchParams }: { searchParams: Promise<Query> }) {
  const user = await requireUser('/operatore/lettere', ...officeRoles);
  await viewed(user, 'pin-letters', null);
  const [t, query, letters, waiting] = await Promise.all([
    getTranslations('letters'),
    searchParams,
    letterList(database()),
    waitingPins(database()),
  ]);
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      {query.pronta !== undefined && <Callout tone="success" title={t('ready')} role="status" />}
      {query.spedita !== undefined && <Callout tone="success" title={t('done')} role="status" />}
      {letters.length === 0 ? <EmptyState title={t('none')} icon="mail" /> : <Letters rows={letters} />}
      <h2>{t('waiting')}</h2>
      <p>{t('waitingText')}</p>
      {waiting.length === 0 ? <p>{t('noneWaiting')}</p> : <Waiting rows={waiting} />}
    </>
  );
}

async function Letters({ rows }: { rows: LetterRow[] }) {
  const t = await getTranslations('letters');
  return (
    <DataTable
      caption={t('title')}
      captionHidden
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'recipient', header: t('recipient'), rowHeader: true, cell: ({ recipient }) => recipient },
        { key: 'address', header: t('address'), cell: ({ address }) => address.replaceAll('\n', ', ') },
        {
          key: 'written',
          header: t('written'),
          cell: ({ writtenAt }) => <DateTime at={writtenAt} precision="day" />,
        },
        { key: 'status', header: t('status'), cell: ({ status }) => t(`statuses.${status}`) },
        { key: 'acts', header: t('acts'), cell: (row) => <Acts row={row} /> },
      ]}
    />
  );
}

async function Acts({ row: { id, recipient, status } }: { row: LetterRow }) {
  if (status === 'spedita') return null;
  const t = await getTranslations('letters');
  const of = <span className="visually-hidden"> {recipient}</span>;
  return (
    <div className="letter-acts">
      {/* A file: the browser asks the server for it. */}
      <a
        className="btn btn-outline-primary btn-sm"
        href={`/operatore/lettere/${id}`}
        target="_blank"
        rel="noreferrer"
      >
        {t('print')}
        {of}
      </a>
      <Form action={posted} id={`spedita-${id}`}>
        <input type="hidden" name="letter" value={id} />
        <SubmitButton look="secondary">
          {t('post')}
          {of}
        </SubmitButton>
      </Form>
    </div>
  );
}

async function Waiting({ rows }: { rows: WaitingPin[] }) {
  const t = await getTranslations('letters');
  const nameOf = ({ givenName, familyName }: WaitingPin): string => fullName(givenName, familyName);
  return (
    <DataTable
      caption={t('waiting')}
      captionHidden
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'recipient', header: t('recipient'), rowHeader: true, cell: nameOf },
        { key: 'fiscalCode', header: t('fiscalCode'), cell: ({ fiscalCode }) => fiscalCode },
        {
          key: 'due',
          header: t('due'),
          cell: ({ letterDueAt }) => <DateTime at={letterDueAt} precision="day" />,
        },
        {
          key: 'acts',
          header: t('acts'),
          cell: (row) => (
            <Form action={prepare} id={`prepara-${row.id}`}>
              <input type="hidden" name="pin" value={row.id} />
              <SubmitButton look="secondary">
                {t('prepare')}
                <span className="visually-hidden"> {nameOf(row)}</span>
              </SubmitButton>
            </Form>
          ),
        },
      ]}
    />
  );
}
