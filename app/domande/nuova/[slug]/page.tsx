import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { currentUser } from '@/app/_server/session';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { PageHead } from '@/app/_ui/PageHead';
import { PrintButton } from '@/app/_ui/PrintButton';
import { ente } from '@/ente';
import { Act } from './_service/Act';
import { Entitlement } from './_service/Entitlement';
import { Help } from './_service/Help';
import { Procedure } from './_service/Procedure';
import { programmeOf } from './programme';

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await programmeOf((await params).slug)).name };
}

/** What can be asked for, by whom, how much, when and what becomes of it: everybody reads it, citizens begin here. */
export default async function ServicePage({ params }: Props) {
  const [programme, user, t] = await Promise.all([
    params.then(({ slug }) => programmeOf(slug)),
    currentUser(),
    getTranslations('service'),
  ]);
  return (
    <>
      <Breadcrumb items={[]} current={programme.name} />
      <PageHead title={programme.name}>
        <p>{t('lead', { ente: ente.name })}</p>
      </PageHead>
      <div className="service">
        <Act programme={programme} user={user} />
        <div>
          <Entitlement programme={programme} />
          <Procedure programme={programme} />
          <Help />
          <PrintButton label={t('print')} note={t('printNote')} />
        </div>
      </div>
    </>
  );
}
