import type { ReactNode } from 'react';
import { validate } from 'uuid';
import { ForWhom } from '@/app/_filing/ForWhom';

type Props = { params: Promise<{ id: string }>; children: ReactNode };

/** Above every page of an application that is compiled for somebody else: for whom, and the way back to them. */
export default async function ApplicationLayout({ params, children }: Props) {
  const { id } = await params;
  return (
    <>
      {validate(id) && <ForWhom applicationId={id} />}
      {children}
    </>
  );
}
