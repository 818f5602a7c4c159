import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { FilterChips } from '@/app/_office/FilterChips';
import {
  exportHref,
  listQuery,
  namesSomebody,
  pageStart,
  sortingOf,
  typedList,
  worklistFilters,
  worklistHref,
  type TypedList,
} from '@/app/_office/filters';
import { Shortcuts, type ShortcutWords } from '@/app/_office/Shortcuts';
import { SavedViews } from '@/app/_office/SavedViews';
import { StatusViews } from '@/app/_office/StatusViews';
import { WorklistFilters } from '@/app/_office/WorklistFilters';
import { WorklistTable } from '@/app/_office/WorklistTable';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { actorOf, requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { Pagination } from '@/app/_ui/Pagination';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { databaseNow } from '@/db/queries/clock';
import { anyWaiting, officeStaff } from '@/db/queries/office';
import { programmeBudgets } from '@/db/queries/programmes';
import { worklistCounts } from '@/db/queries/worklist/counts';
import { worklist } from '@/db/queries/worklist/page';
import { civilDate } from '@/domain/calendar';
import { may } from '@/domain/permissions';
import { officeRoles } from '@/domain/roles';
import { takeNextInLine } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('worklist'))('title') };
}

/** The office's worklist. */
export default async function WorklistPage({ searchParams }: { searchParams: Promise<Query> }) {
  const user = await requireUser('/operatore', ...officeRoles);
  await viewed(user, 'worklist', null);
  const query = await searchParams;
  const list = typedList(query);
  if (namesSomebody(query)) redirect(worklistHref(list));
  const db = database();
  const staff = await officeStaff(db);
  const filters = worklistFilters(list, { me: user.id, staff });
  const [t, page, counts, programmes, now, waiting] = await Promise.all([
    getTranslations('worklist'),
    worklist(db, filters, sortingOf(list), pageStart(query)),
    worklistCounts(db),
    programmeBudgets(db),
    databaseNow(db),
    anyWaiting(db),
  ]);
  const thisYear = Number(civilDate(now).slice(0, 4));
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      {valueOf(query, 'fatto') === 'nessuna' && <Callout role="status" title={t('noneWaiting')} />}
      {waiting && (
        <Form action={takeNextInLine} className="take-next no-print">
          <HiddenField name="elenco" value={listQuery(list)} />
          <SubmitButton icon="arrow-right">{t('takeNext')}</SubmitButton>
        </Form>
      )}
      <StatusViews counts={counts} list={list} />
      <SavedViews userId={user.id} staff={staff} list={list} />
      <WorklistFilters list={list} programmes={programmes} staff={staff} thisYear={thisYear} />
      <FilterChips list={list} programmes={programmes} staff={staff} />
      {list.order.endsWith('termine') && <p className="worklist-note">{t('byTerm')}</p>}
      {page.rows.length === 0 ? (
        <Nothing filtered={Object.keys(list.filters).length > 0} />
      ) : (
        <>
          <Shortcuts words={await shortcutWords()} />
          <WorklistTable
            list={list}
            rows={page.rows}
            now={now}
            mayAssign={may(actorOf(user), 'application.assign', false)}
          />
          <Exports list={list} />
        </>
      )}
      <Pagination
        {...(page.previous !== null && { previousHref: worklistHref(list, { prima: page.previous }) })}
        {...(page.next !== null && { nextHref: worklistHref(list, { dopo: page.next }) })}
      />
      <MessageLinks />
    </>
  );
}

async function shortcutWords(): Promise<ShortcutWords> {
  const t = await getTranslations('worklist.keys');
  return {
    title: t('title'),
    j: t('down'),
    k: t('up'),
    x: t('choose'),
    '/': t('search'),
    '?': t('help'),
    enterKey: t('enterKey'),
    open: t('open'),
    on: t('on'),
  };
}

async function Nothing({ filtered }: { filtered: boolean }) {
  const t = await getTranslations('worklist');
  if (!filtered) return <EmptyState title={t('empty')} />;
  return (
    <EmptyState title={t('noMatch')} icon="search">
      <p>{t('noMatchText')}</p>
      <ButtonLink href="/operatore" look="secondary">
        {t('filters.clear')}
      </ButtonLink>
    </EmptyState>
  );
}

/** The whole list as a file. Plain links: a file is no page to prefetch or to draw. */
async function Exports({ list }: { list: TypedList }) {
  const t = await getTranslations('worklist');
  return (
    <p className="worklist-exports no-print">
      {t('exportList')}{' '}
      <a href={exportHref(list, 'csv')} download>
        {t('exportCsv')}
      </a>{' '}
      <a href={exportHref(list, 'xlsx')} download>
        {t('exportXlsx')}
      </a>
    </p>
  );
}

/** What goes out to people, and what of it did not arrive. */
async function MessageLinks() {
  const t = await getTranslations('areas');
  return (
    <p className="no-print">
      <Link href="/supporto/messaggi">{t('failedMessages')}</Link>
      {' · '}
      <Link href="/operatore/messaggi">{t('messageTexts')}</Link>
    </p>
  );
}
