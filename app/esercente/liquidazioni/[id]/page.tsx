import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Facts } from '@/app/_settlement/Facts';
import { Files } from '@/app/_settlement/Files';
import { Lines } from '@/app/_settlement/Lines';
import { Payments } from '@/app/_settlement/Payments';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { PageHead } from '@/app/_ui/PageHead';
import { OwnAct } from './OwnAct';
import { ownSettlement } from './own';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settlement'))('own.one') };
}

/** A settlement for its merchant: what is asked of them first, then what it is made of. */
export default async function OwnSettlementPage({ params }: Props) {
  const [t, { file, page }] = await Promise.all([getTranslations('settlement'), ownSettlement(params)]);
  return (
    <>
      <Breadcrumb
        items={[{ label: t('own.title'), href: '/esercente/liquidazioni' }]}
        current={t('own.one')}
      />
      <PageHead title={t('own.one')} />
      <OwnAct file={file} />
      <Facts file={file} />
      {file.lines.length > 0 && <Files file={file} base={page} />}
      <Payments file={file} />
      {file.lines.length > 0 && <Lines file={file} />}
    </>
  );
}
