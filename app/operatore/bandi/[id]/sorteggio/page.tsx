import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { errorsOf } from '@/app/_server/form-action';
import { valueOf, type Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { ErrorSummary } from '@/app/_ui/ErrorSummary';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { SummaryList } from '@/app/_ui/SummaryList';
import { TextField } from '@/app/_ui/TextField';
import { databaseNow } from '@/db/queries/clock';
import { drawOf } from '@/db/queries/draws';
import { lastSending } from '@/db/queries/last-sending';
import { rankedProgramme, type RankedProgramme } from '@/db/queries/rankings';
import { readPublicNumber } from '@/domain/draw';
import { invalid } from '@/domain/refusal';
import { make } from './actions';

/** A programme is called by its address on the portal here: the draw is a page of the portal too. */
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('voucherLife.draw'))('office') };
}

/** The number of a draw: typed after the last closing, looked at, and then written once. */
export default async function OfficeDrawPage({ params, searchParams }: Props) {
  const { id: slug } = await params;
  const page = `/operatore/bandi/${encodeURIComponent(slug)}/sorteggio`;
  const { role } = await requireUser(page, 'operatore', 'responsabile');
  const programme = await rankedProgramme(database(), slug);
  const draw = programme && (await drawOf(database(), programme.id));
  if (!draw) notFound();
  const [t, tOffice, query, now, closing] = await Promise.all([
    getTranslations('voucherLife.draw'),
    getTranslations('office.programmes'),
    searchParams,
    databaseNow(database()),
    lastSending(database(), programme.id),
  ]);
  const { made } = draw;
  return (
    <>
      <Breadcrumb items={[{ label: tOffice('title'), href: '/operatore/bandi' }]} current={t('office')} />
      {made && valueOf(query, 'fatto') !== '' && <Callout tone="success" role="status" title={t('done')} />}
      <PageHead title={t('office')}>
        <p>{t('officeLead', { programme: programme.name })}</p>
      </PageHead>
      <SummaryList
        items={[
          { label: t('source'), value: programme.rules.drawSource },
          { label: t('closing'), value: <DateTime at={closing} precision="minute" /> },
          { label: t('committed'), value: <DateTime at={draw.committedAt} precision="minute" /> },
          ...(made
            ? [
                { label: t('number'), value: <code>{made.publicNumber}</code> },
                { label: t('made'), value: <DateTime at={made.at} precision="minute" /> },
              ]
            : []),
        ]}
      />
      <p>
        <Link href={`/trasparenza/${slug}/sorteggio`}>{t('toPublic')}</Link>
      </p>
      {made === null && now < closing && (
        <EmptyState title={t('early')} icon="clock">
          <p>{t('earlyText')}</p>
        </EmptyState>
      )}
      {made === null && now >= closing && role !== 'responsabile' && <p>{t('onlyResponsabile')}</p>}
      {made === null && now >= closing && role === 'responsabile' && (
        <PublicNumber
          programme={programme}
          page={page}
          typed={'numero' in query ? valueOf(query, 'numero') : null}
        />
      )}
    </>
  );
}

/** The number that was typed, to be looked at before it counts; or the field it is typed in. */
async function PublicNumber(props: { programme: RankedProgramme; page: string; typed: string | null }) {
  const { programme, page, typed } = props;
  const t = await getTranslations('voucherLife.draw');
  const number = readPublicNumber(typed ?? '');
  if (number !== null) {
    return (
      <Form action={make}>
        <HiddenField name="slug" value={programme.slug} />
        <HiddenField name="programmeId" value={programme.id} />
        <HiddenField name="publicNumber" value={number} />
        <Callout tone="warning" title={t('confirm')}>
          <p className="drawn-number">{number}</p>
          <p>{t('confirmText')}</p>
        </Callout>
        <Actions>
          <SubmitButton icon="check">{t('make')}</SubmitButton>
          <ButtonLink href={page} look="link">
            {t('change')}
          </ButtonLink>
        </Actions>
      </Form>
    );
  }
  const errors = typed === null ? [] : await errorsOf(invalid('numero', 'public-number'));
  const [error] = errors;
  return (
    <form action={page} noValidate>
      <ErrorSummary errors={errors} />
      <TextField
        name="numero"
        label={t('typed')}
        hint={t('typedHint')}
        required
        autoComplete="off"
        defaultValue={typed ?? ''}
        {...(error && { error: error.message })}
      />
      <SubmitButton>{t('check')}</SubmitButton>
    </form>
  );
}
