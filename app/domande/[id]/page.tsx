import type { Metadata } from 'next';
import { ownApplication } from '@/app/_citizen/own-application';
import type { SearchParams } from '@/app/_citizen/search-params';
import { Draft } from './_draft/Draft';
import { Sent } from './_sent/Sent';

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await ownApplication((await params).id)).programme.name };
}

/** An application: the form while it is a draft, then its state, locked, for as long as it lives. */
export default async function ApplicationPage({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const file = await ownApplication(id);
  if (file.application.status !== 'bozza')
    return <Sent file={file} justSent={query.ricevuta !== undefined} />;
  const landed = query.salvata !== undefined ? 'saved' : query.nucleo !== undefined ? 'household' : null;
  return <Draft file={file} landed={landed} />;
}
