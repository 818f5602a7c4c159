import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Evidence } from '@/app/_control/Evidence';
import { ReviewForm } from '@/app/_control/ReviewForm';
import { Reviews } from '@/app/_control/Reviews';
import { signalSentence } from '@/app/_control/sentence';
import { StateBadge } from '@/app/_control/StateBadge';
import { kindWord } from '@/app/_control/words';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { DateTime } from '@/app/_ui/DateTime';
import { PageHead } from '@/app/_ui/PageHead';
import { SummaryList } from '@/app/_ui/SummaryList';
import { reviewsOf, signalOf } from '@/db/queries/control/reviews';

type Props = { params: Promise<{ segnale: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('control'))('signal') };
}

/** One signal: what was seen, the spends that raised it, what the office found. */
export default async function SignalPage({ params }: Props) {
  await requireUser('/operatore/controlli', 'operatore', 'responsabile');
  const signal = await signalOf(database(), decodeURIComponent((await params).segnale));
  if (!signal) notFound();
  const [t, sentence, reviews] = await Promise.all([
    getTranslations('control'),
    signalSentence(signal),
    reviewsOf(database(), signal.key),
  ]);
  const { kind, merchant, place, from, to, state } = signal;
  return (
    <>
      <Breadcrumb
        items={[{ label: t('title'), href: '/operatore/controlli' }]}
        current={t(`kinds.${kindWord[kind]}`)}
      />
      <PageHead title={t(`kinds.${kindWord[kind]}`)}>
        <p>{t(`why.${kindWord[kind]}`)}</p>
      </PageHead>
      <SummaryList
        items={[
          { label: t('columns.merchant'), value: merchant },
          ...(place === null ? [] : [{ label: t('columns.place'), value: place }]),
          { label: t('columns.seen'), value: sentence },
          { label: t('columns.first'), value: <DateTime at={from} /> },
          { label: t('columns.last'), value: <DateTime at={to} /> },
          { label: t('columns.state'), value: <StateBadge state={state} /> },
        ]}
      />
      <Evidence signal={signal} />
      <Reviews reviews={reviews} />
      <ReviewForm signalKey={signal.key} reviewId={randomUUID()} />
    </>
  );
}
