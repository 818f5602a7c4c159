import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import type { Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Callout } from '@/app/_ui/Callout';
import { DateTime } from '@/app/_ui/DateTime';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { SummaryList } from '@/app/_ui/SummaryList';
import { TextField } from '@/app/_ui/TextField';
import { pinStanding } from '@/db/queries/pins';
import { pinKind } from '@/domain/pin/terms';
import { complete, revoke } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pin.mine'))('title') };
}

/** One's own PIN: how it stands, completing it with the second part, what to do when it is lost, revoking it. */
export default async function OwnPinPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [user, query, t] = await Promise.all([
    requireUser('/pin/il-mio', 'cittadino'),
    searchParams,
    getTranslations('pin.mine'),
  ]);
  const pin = await pinStanding(database(), user.id);
  const simplified = user.level === 'simplified';
  return (
    <>
      <PageHead title={t('title')}>
        <p>{simplified ? t('leadSimplified') : pin ? t('lead') : t('none')}</p>
      </PageHead>
      {query.completo !== undefined && <Callout tone="success" title={t('completed')} role="status" />}
      {query.annullato !== undefined && <Callout tone="success" title={t('revoked')} role="status" />}
      {pin && (
        <SummaryList
          items={[
            { label: t('kind'), value: t(`kinds.${pinKind(pin)}`) },
            { label: t('asked'), value: <DateTime at={pin.requestedAt} precision="day" /> },
            { label: t('until'), value: <DateTime at={pin.expiresAt} precision="day" /> },
            ...(pin.activatedAt === null
              ? [
                  {
                    label: t('letter'),
                    value: <DateTime at={pin.postedAt ?? pin.letterDueAt} precision="day" />,
                  },
                ]
              : []),
          ]}
        />
      )}
      {pin && (pin.activatedAt === null || simplified) && <Complete />}
      {pin ? (
        <>
          <h2>{t('lost')}</h2>
          <p>
            {t('lostText')} <Link href="/pin">{t('askAgain')}</Link>
          </p>
        </>
      ) : (
        <p>
          <Link href="/pin">{t('ask')}</Link>
        </p>
      )}
      {pin && !simplified && <Revoke />}
    </>
  );
}

async function Complete() {
  const t = await getTranslations('pin.mine');
  return (
    <>
      <h2>{t('completeTitle')}</h2>
      <p>{t('completeText')}</p>
      <Form action={complete} id="completa">
        <TextField
          name="second"
          label={t('second')}
          hint={t('secondHint')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
        />
        <Actions>
          <SubmitButton>{t('complete')}</SubmitButton>
        </Actions>
      </Form>
    </>
  );
}

async function Revoke() {
  const t = await getTranslations('pin.mine');
  return (
    <details className="fold">
      <summary>{t('revokeQuestion')}</summary>
      <p>{t('revokeText')}</p>
      <Form action={revoke} id="annulla">
        <SubmitButton look="danger" icon="delete">
          {t('revoke')}
        </SubmitButton>
      </Form>
    </details>
  );
}
