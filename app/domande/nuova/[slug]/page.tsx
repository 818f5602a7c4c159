import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { minuteOf } from '@/app/_citizen/moments';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Callout } from '@/app/_ui/Callout';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { activeProgrammes, type ProgrammeTile } from '@/db/queries/programmes';
import { ente } from '@/ente';
import { begin } from './actions';

type Props = { params: Promise<{ slug: string }> };

const programmeBySlug = cache(async (slug: string): Promise<ProgrammeTile | null> => {
  const programmes = await activeProgrammes(database());
  return programmes.find((programme) => programme.slug === slug) ?? null;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await programmeBySlug((await params).slug))?.name };
}

/** Before a new application: what it is for, when it can be sent, what to have at hand, what becomes of the data. */
export default async function StartPage({ params }: Props) {
  const { slug } = await params;
  await requireUser(`/domande/nuova/${encodeURIComponent(slug)}`, 'cittadino');
  const programme = await programmeBySlug(slug);
  if (!programme) notFound();
  const t = await getTranslations('citizen');
  const canBegin = programme.openWindow !== null || programme.nextWindow !== null;
  return (
    <>
      <Breadcrumb items={[{ label: t('list.title'), href: '/domande' }]} current={programme.name} />
      <PageHead title={programme.name}>
        {canBegin && <p>{t('start.lead')}</p>}
        <Window programme={programme} />
      </PageHead>
      {canBegin && <Needs />}
      {canBegin && (
        <Form action={begin}>
          <input type="hidden" name="slug" value={slug} />
          <Actions>
            <SubmitButton>{t('start.begin')}</SubmitButton>
          </Actions>
        </Form>
      )}
    </>
  );
}

async function Window({ programme: { openWindow, nextWindow } }: { programme: ProgrammeTile }) {
  const t = await getTranslations('citizen.start');
  if (openWindow) {
    return <p>{t('window', { from: minuteOf(openWindow.opensAt), to: minuteOf(openWindow.closesAt) })}</p>;
  }
  if (nextWindow) return <p>{t('notYet', { from: minuteOf(nextWindow.opensAt) })}</p>;
  return <Callout tone="warning" title={t('closed')} />;
}

async function Needs() {
  const t = await getTranslations('citizen.start');
  return (
    <>
      <h2>{t('needTitle')}</h2>
      <ul>
        {(['need1', 'need2', 'need3', 'need4', 'need5'] as const).map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      <h2>{t('howTitle')}</h2>
      <p>{t('how')}</p>
      <h2>{t('privacyTitle')}</h2>
      <p>
        {t('privacy', { ente: ente.name })} <Link href="/privacy">{t('privacyLink')}</Link>
      </p>
    </>
  );
}
