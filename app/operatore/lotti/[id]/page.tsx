import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Asked } from '@/app/_batch/Asked';
import { Preview } from '@/app/_batch/Preview';
import { Progress } from '@/app/_batch/Progress';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { PageHead } from '@/app/_ui/PageHead';
import { uuid } from '@/app/api/v1/uuid';
import { batchFile } from '@/db/queries/batches';
import { batchStage } from '@/domain/batch/batch';
import { rowStates } from '@/domain/batch/row';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('batches'))('one') };
}

/** A batch: its preview until it is confirmed, then how far it has come. */
export default async function BatchPage({ params, searchParams }: Props) {
  const id = uuid((await params).id);
  const user = await requireUser(`/operatore/lotti/${id}`, 'operatore', 'responsabile');
  const [t, batch, query] = await Promise.all([
    getTranslations('batches'),
    batchFile(database(), id),
    searchParams,
  ]);
  if (!batch) notFound();
  const own = batch.requestedBy === user.id;
  const previewed = batchStage(batch) === 'anteprima';
  // What somebody prepares is theirs alone until they confirm it.
  if (previewed && !own) notFound();
  await viewed(user, 'batch', id);
  const typed = valueOf(query, 'dopo');
  const after = /^\d{1,7}$/.test(typed) ? Number(typed) : 0;
  const state = rowStates.find((each) => each === valueOf(query, 'stato'));
  return (
    <>
      <Breadcrumb
        items={[{ label: t('title'), href: '/operatore/lotti' }]}
        current={t(`kinds.${batch.kind}`)}
      />
      <PageHead title={t(`kinds.${batch.kind}`)}>
        <p>{t(`stages.${batchStage(batch)}`)}</p>
      </PageHead>
      <Asked batch={batch} />
      {previewed ? (
        <Preview batch={batch} after={after} own={own} />
      ) : (
        <Progress batch={batch} after={after} state={state} mayCancel={own || user.role === 'responsabile'} />
      )}
    </>
  );
}
