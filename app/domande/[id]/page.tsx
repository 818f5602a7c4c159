import type { Metadata } from 'next';
import { ownApplication } from '@/app/_citizen/own-application';
import { Draft } from './_draft/Draft';
import { Sent } from './_sent/Sent';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await ownApplication((await params).id)).programme.name };
}

/** An application: what there is to do while it is a draft, then its state, locked, for as long as it lives. */
export default async function ApplicationPage({ params }: Props) {
  const file = await ownApplication((await params).id);
  return file.application.status === 'bozza' ? <Draft file={file} /> : <Sent file={file} />;
}
