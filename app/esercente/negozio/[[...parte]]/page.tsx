import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ownArea } from '@/app/_merchants/area';
import { PartView } from '@/app/_merchants/PartView';
import { readPart } from '@/app/_merchants/parts';
import { valueOf, type Query } from '@/app/_server/query';

type Props = { params: Promise<{ parte?: string[] }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const part = readPart((await params).parte);
  if (part === null) notFound();
  const t = await getTranslations('merchants.parts');
  return { title: part.kind === 'overview' ? t('own') : t(part.kind) };
}

/** A manager's own shops, tills, people and account. */
export default async function OwnMerchantPage({ params, searchParams }: Props) {
  const [{ parte = [] }, query] = await Promise.all([params, searchParams]);
  const area = await ownArea(['', ...parte].join('/'));
  const part = readPart(parte);
  if (part === null) notFound();
  return <PartView area={area} part={part} done={valueOf(query, 'fatto')} />;
}
