import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { officeArea } from '@/app/_merchants/area';
import { PartView } from '@/app/_merchants/PartView';
import { readPart } from '@/app/_merchants/parts';
import { valueOf, type Query } from '@/app/_server/query';

type Props = { params: Promise<{ id: string; parte?: string[] }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const part = readPart((await params).parte);
  if (part === null) notFound();
  return { title: (await getTranslations('merchants'))(`parts.${part.kind}`) };
}

/** A merchant and what belongs to it, for the office. */
export default async function MerchantPage({ params, searchParams }: Props) {
  const [{ id, parte = [] }, query] = await Promise.all([params, searchParams]);
  const area = await officeArea(id, ['', ...parte].join('/'));
  const part = readPart(parte);
  if (part === null) notFound();
  return <PartView area={area} part={part} done={valueOf(query, 'fatto')} />;
}
