import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { RegistrationSearch } from '@/app/_open/RegistrationSearch';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { PageHead } from '@/app/_ui/PageHead';
import { SummaryList } from '@/app/_ui/SummaryList';
import { drawOf, isRegisteredIn, type Draw } from '@/db/queries/draws';
import { rankedProgramme, type RankedProgramme } from '@/db/queries/rankings';
import { readRegistration, writeRegistration } from '@/domain/application/registration';
import { ticketOf, ticketText } from '@/domain/draw';
import { lastClosing } from '@/domain/programme/terms';

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Query> };

/** The protocol number that commands are shown with where nobody's was asked for. */
const example = '123/2026';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('voucherLife.draw'))('title') };
}

/** The draw of a programme: its commitment from the publication on, and once it is made all that recomputes it. */
export default async function DrawPage({ params, searchParams }: Props) {
  const programme = await rankedProgramme(database(), (await params).slug);
  const draw = programme && (await drawOf(database(), programme.id));
  if (!draw) notFound();
  const [t, tOpen, query] = await Promise.all([
    getTranslations('voucherLife.draw'),
    getTranslations('voucherLife.open'),
    searchParams,
  ]);
  const { commitment, committedAt, made } = draw;
  const digits = (text: string) => <code className="chain-hash">{text}</code>;
  return (
    <>
      <Breadcrumb items={[{ label: tOpen('title'), href: '/trasparenza' }]} current={t('title')} />
      <PageHead title={t('title')}>
        <p>{t('lead', { programme: programme.name })}</p>
      </PageHead>
      <SummaryList
        items={[
          { label: t('commitment'), value: digits(commitment) },
          { label: t('committed'), value: <DateTime at={committedAt} precision="minute" /> },
          { label: t('source'), value: programme.rules.drawSource },
          { label: t('closing'), value: <DateTime at={lastClosing(programme.rules)} precision="minute" /> },
          ...(made
            ? [
                { label: t('number'), value: <code>{made.publicNumber}</code> },
                { label: t('secret'), value: digits(made.secret) },
                { label: t('made'), value: <DateTime at={made.at} precision="minute" /> },
              ]
            : []),
        ]}
      />
      {made === null ? (
        <EmptyState title={t('awaited')} icon="list">
          <p>{t('awaitedText')}</p>
        </EmptyState>
      ) : (
        <Tickets programme={programme} made={made} asked={valueOf(query, 'protocollo')} />
      )}
      <section aria-labelledby="come">
        <h2 id="come">{t('how')}</h2>
        <ol>
          <li>{t('howSecret')}</li>
          <li>{t('howNumber')}</li>
          <li>{t('howTicket')}</li>
        </ol>
      </section>
      <p>
        <Link href={`/trasparenza/${programme.slug}/graduatoria`} prefetch={false}>
          {t('toRanking')}
        </Link>
      </p>
    </>
  );
}

type Made = NonNullable<Draw['made']>;

/** The ticket of who asks for it, and how to work out this one, the others and the commitment by oneself. */
async function Tickets(props: { programme: RankedProgramme; made: Made; asked: string }) {
  const { programme, made, asked } = props;
  const t = await getTranslations('voucherLife.draw');
  const wanted = readRegistration(asked);
  const known = wanted !== null && (await isRegisteredIn(database(), programme.id, wanted));
  const registration = known ? writeRegistration(wanted) : null;
  const shown = registration ?? example;
  return (
    <>
      <RegistrationSearch
        texts={{ find: t('find'), search: t('search'), hint: t('findHint') }}
        asked={asked}
      />
      {asked !== '' && (
        <div role="status">
          {registration === null ? (
            <p>{t('notFound')}</p>
          ) : (
            <p>
              {t('ticket', { registration })}{' '}
              <code className="chain-hash">{ticketOf('parita', made, registration)}</code>
            </p>
          )}
        </div>
      )}
      <section aria-labelledby="controllo">
        <h2 id="controllo">{t('verify')}</h2>
        <p>{t('verifySecret')}</p>
        <pre className="code shell">{`printf '${made.secret}' | sha256sum`}</pre>
        <p>{t('verifyTicket', { example: shown })}</p>
        <pre className="code shell">{`printf '${ticketText('parita', made, shown)}' | sha256sum`}</pre>
        <p>{t('verifyTools')}</p>
        <p>
          <a href={`/trasparenza/${programme.slug}/sorteggio/documento`}>{t('download')}</a>
        </p>
      </section>
    </>
  );
}
