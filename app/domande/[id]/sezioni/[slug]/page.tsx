import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ownApplication } from '@/app/_citizen/own-application';
import { valueOf, type Query } from '@/app/_server/query';
import { SectionForm } from '../../_draft/SectionForm';
import { SectionHead } from '../../_draft/SectionHead';
import { sectionAt } from '../../_draft/steps';

type Props = { params: Promise<{ id: string; slug: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, slug } = await params;
  const section = sectionAt(slug);
  if (!section) return {};
  const [t, { programme }] = await Promise.all([
    getTranslations('sections'),
    ownApplication(id, `/sezioni/${slug}`),
  ]);
  return { title: `${t(section)} · ${programme.name}` };
}

/** One section of a draft (manual § 2). Once the application is sent there is nothing to write here any more. */
export default async function SectionPage({ params, searchParams }: Props) {
  const [{ id, slug }, query] = await Promise.all([params, searchParams]);
  const section = sectionAt(slug) ?? notFound();
  const file = await ownApplication(id, `/sezioni/${slug}`);
  if (file.application.status !== 'bozza') redirect(`/domande/${id}`);
  const fromSummary = valueOf(query, 'da') === 'riepilogo';
  return (
    <>
      <SectionHead file={file} section={section} fromSummary={fromSummary} />
      <SectionForm
        application={file.application}
        rules={file.rules}
        section={section}
        fromSummary={fromSummary}
        landed={query.salvata !== undefined ? 'saved' : query.nucleo !== undefined ? 'household' : null}
      />
    </>
  );
}
