import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Fragment, type ReactNode } from 'react';
import { minuteOf } from '@/app/_citizen/moments';
import { Turning } from '@/app/_windows/Turning';
import { database } from '@/app/_server/database';
import type { SessionUser } from '@/app/_server/session';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Form } from '@/app/_ui/Form';
import { Icon } from '@/app/_ui/Icon';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { hasDraft, sheetOf, standingApplications, type ProgrammeSheet } from '@/db/queries/programmes';
import { criteriaOf } from '@/domain/programme/precheck-criteria';
import { begin } from '../actions';
import { canBegin } from '../programme';

type Props = { programme: ProgrammeSheet; user: SessionUser | null };

/** The box with what one can do here now: it says whether the programme is open and leads on. */
export async function Act({ programme, user }: Props) {
  const t = await getTranslations('service');
  return (
    <aside className="service-act" aria-label={t('act')}>
      <Turning rules={programme.rules} channel="cittadino" now={programme.now} reloads>
        {(at, countdown) => <WindowState programme={sheetOf(programme, at)} countdown={countdown} />}
      </Turning>
      {canBegin(programme) && <WayIn programme={programme} user={user} />}
      {criteriaOf(programme.slug).length > 0 && (
        <div className="no-print">
          <ButtonLink href={`/domande/nuova/${programme.slug}/verifica`} look="link" icon="help-circle">
            {t('check')}
          </ButtonLink>
          <p className="field-hint">{t('checkText')}</p>
        </div>
      )}
    </aside>
  );
}

type StateProps = { programme: ProgrammeSheet; countdown: ReactNode };

async function WindowState({ programme: { openWindow, nextWindow }, countdown }: StateProps) {
  const t = await getTranslations('service');
  const [state, icon, text] = openWindow
    ? (['open', 'check-circle', t('openUntil', { to: minuteOf(openWindow.closesAt) })] as const)
    : nextWindow
      ? (['notYet', 'clock', t('opensOn', { from: minuteOf(nextWindow.opensAt) })] as const)
      : (['closed', 'ban', t('closedText')] as const);
  return (
    <div className={`service-state service-${state}`}>
      <p>
        <Icon name={icon} size="sm" />
        {t(state)}
      </p>
      <p>
        {text} {countdown}
      </p>
    </div>
  );
}

async function WayIn({ programme, user }: Props) {
  const t = await getTranslations('service');
  const address = `/domande/nuova/${programme.slug}`;
  if (user === null) {
    return (
      <div className="service-ways">
        <ButtonLink href={`/accedi?ritorno=${encodeURIComponent(address)}`}>{t('enter')}</ButtonLink>
        <ButtonLink href="/accreditamento" look="secondary">
          {t('accredit')}
        </ButtonLink>
        <p className="field-hint no-print">{t('accreditText')}</p>
      </div>
    );
  }
  if (user.role !== 'cittadino') return <p>{t('readOnly')}</p>;
  const [drafted, standing] = await Promise.all([
    hasDraft(database(), user.id, programme.id),
    standingApplications(database(), user.id, programme.id, user.level),
  ]);
  return (
    <Form action={begin} className="service-ways">
      <input type="hidden" name="slug" value={programme.slug} />
      {standing.length > 0 && <Standing applications={standing} />}
      {drafted && <p>{t('drafted')}</p>}
      <SubmitButton>{t('begin')}</SubmitButton>
    </Form>
  );
}

/** What one has sent already, before a second application is filled in that could not be sent. */
async function Standing({ applications }: { applications: { id: string; registration: string }[] }) {
  const t = await getTranslations('service');
  return (
    <>
      <p>
        <strong>{t('standing', { count: applications.length })}</strong>{' '}
        {applications.map(({ id, registration }, index) => (
          <Fragment key={id}>
            {index > 0 && ', '}
            <Link href={`/domande/${id}`}>{t('standingOne', { registration })}</Link>
          </Fragment>
        ))}
        .
      </p>
      <p>{t('standingText')}</p>
    </>
  );
}
