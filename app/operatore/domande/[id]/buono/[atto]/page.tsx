import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { revocationReason } from '@/app/_control/revocation-reason';
import { CaseHead } from '@/app/_office/CaseHead';
import { VoucherActForm } from '@/app/_office/VoucherActForm';
import { allows } from '@/app/_office/VoucherActs';
import { actPages, isActPage } from '@/app/_office/voucher-acts';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Callout } from '@/app/_ui/Callout';
import { uuid } from '@/app/api/v1/uuid';
import { applicationFile, type ApplicationFile } from '@/db/queries/application-file';
import { databaseNow } from '@/db/queries/clock';
import { refillableUntil } from '@/db/queries/voucher-file';
import { mayAct, type VoucherActKind } from '@/domain/voucher/acts';

type Props = { params: Promise<{ id: string; atto: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const { atto } = await params;
  if (!isActPage(atto)) notFound();
  return { title: (await getTranslations('voucherLife'))(`titles.${actPages[atto]}`) };
}

/** One act on a voucher: what follows from it, and the form that asks why. */
export default async function VoucherActPage({ params, searchParams }: Props) {
  const [{ id, atto }, query] = await Promise.all([params, searchParams]);
  if (!isActPage(atto)) notFound();
  const act = actPages[atto];
  const back = `/operatore/domande/${uuid(id)}`;
  const user = await requireUser(`${back}/buono/${atto}`, 'operatore', 'responsabile');
  const file = await applicationFile(database(), uuid(id));
  if (!file?.application.form || file.application.status !== 'approvata') notFound();
  await viewed(user, 'application', file.application.id);
  const [t, tOffice, now] = await Promise.all([
    getTranslations('voucherLife'),
    getTranslations('office'),
    databaseNow(database()),
  ]);
  const fromCheck = act === 'revoke' && valueOf(query, 'controllo') !== '';
  const reason = fromCheck ? await revocationReason(file.application.id) : undefined;
  const blocker = allows(user.role, act) ? await stateInTheWay(file, act, now) : t('form.notYours');
  return (
    <>
      <Breadcrumb
        items={[
          { label: tOffice('title'), href: '/operatore' },
          { label: tOffice('case.title'), href: back },
        ]}
        current={t(`titles.${act}`)}
      />
      <CaseHead file={file} now={now} operator={undefined} />
      <section className="decision" aria-labelledby="atto">
        <h2 id="atto">{t(`titles.${act}`)}</h2>
        <p>{t(`effects.${act}`)}</p>
        {blocker === null ? (
          <VoucherActForm act={act} file={file} requestId={randomUUID()} now={now} reason={reason} />
        ) : (
          <Callout tone="warning" title={t('form.impossible')}>
            <p>{blocker}</p>
          </Callout>
        )}
      </section>
      <p>
        <a href={back}>{t('form.back')}</a>
      </p>
    </>
  );
}

/** Why the voucher's state does not allow the act, in words; null where it does. */
async function stateInTheWay(
  { application, voucher }: ApplicationFile,
  act: VoucherActKind,
  now: Date,
): Promise<string | null> {
  // An approval may be taken back before its voucher was issued.
  if (!voucher) return act === 'revoke' ? null : notFound();
  const until = await refillableUntil(database(), application.id);
  const closed = voucher.status === 'esaurito' && until !== null && until <= now;
  if (mayAct(act, voucher.status, closed)) return null;
  const [t, tStatus] = await Promise.all([
    getTranslations('voucherLife.form'),
    getTranslations('office.voucher'),
  ]);
  return t('impossibleText', { status: tStatus(`statuses.${voucher.status}`).toLowerCase() });
}
