import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { validate } from 'uuid';
import { BeginFor } from '@/app/_filing/BeginFor';
import { Compiled } from '@/app/_filing/Compiled';
import { EndedNotice } from '@/app/_filing/EndedNotice';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { SummaryList } from '@/app/_ui/SummaryList';
import { compiledByMandate, ownMandate } from '@/db/queries/filed-for';
import { writeCivilDay } from '@/domain/merchant/agreement';
import { end, open } from '../actions';

type Props = { params: Promise<{ mandate: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('filing'))('client') };
}

/** One person's mandate, and what is compiled by it. */
export default async function ClientPage({ params }: Props) {
  const { mandate: mandateId } = await params;
  if (!validate(mandateId)) notFound();
  const user = await requireUser(`/intermediario/${mandateId}`, 'intermediario');
  const mandate = await ownMandate(database(), user.id, mandateId);
  if (!mandate) notFound();
  await viewed(user, 'client', mandateId);
  const [t, tMandate, tAccess, compiled] = await Promise.all([
    getTranslations('filing.clients'),
    getTranslations('filing.mandate'),
    getTranslations('access'),
    compiledByMandate(database(), mandateId),
  ]);
  return (
    <>
      <Breadcrumb items={[{ label: t('title'), href: '/intermediario' }]} current={mandate.name} />
      <PageHead title={mandate.name} />
      {mandate.state !== 'valid' && <EndedNotice why="mandate-ended" />}
      <SummaryList
        items={[
          { label: tAccess('fiscalCode'), value: mandate.fiscalCode },
          { label: tMandate('number'), value: mandate.number },
          { label: tMandate('scope'), value: mandate.scope },
          { label: tMandate('signedOn'), value: writeCivilDay(mandate.signedOn) },
          { label: tMandate('validFrom'), value: writeCivilDay(mandate.validFrom) },
          { label: tMandate('validUntil'), value: writeCivilDay(mandate.validUntil) },
          { label: tMandate('proof'), value: tMandate(`proofs.${mandate.proof}`) },
          { label: t('state'), value: t(`states.${mandate.state}`) },
        ]}
      />
      <Compiled rows={compiled} />
      {mandate.state === 'valid' && <BeginFor action={open} name="mandate" value={mandate.id} />}
      {mandate.endedAt === null && (
        <details className="fold">
          <summary>{tMandate('endQuestion')}</summary>
          <p>{tMandate('endText')}</p>
          <Form action={end} id="chiudi">
            <input type="hidden" name="mandate" value={mandate.id} />
            <SubmitButton look="danger">{tMandate('end')}</SubmitButton>
          </Form>
        </details>
      )}
    </>
  );
}
