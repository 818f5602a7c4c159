import { getTranslations } from 'next-intl/server';
import { PrefilledNote } from '@/app/_citizen/PrefilledNote';
import { listCrumb } from '@/app/_citizen/list-crumb';
import { Turning } from '@/app/_windows/Turning';
import { windowWords } from '@/app/_windows/words';
import { database } from '@/app/_server/database';
import { currentUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { Questions } from '@/app/_ui/Questions';
import { StatusBadge } from '@/app/_ui/StatusBadge';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { databaseNow } from '@/db/queries/clock';
import type { ApplicationFile } from '@/db/queries/application-file';
import { questionsOn } from '@/domain/application/questions';
import { civilDate } from '@/domain/calendar';
import { placeNames } from '@/domain/places';
import { ente } from '@/ente';
import { discardDraft } from './actions';
import { fieldPath, summaryPath } from './steps';
import { Tasks } from './Tasks';
import { WhenToSend } from './WhenToSend';

/** An application still to be sent: what there is to do, a page for each part. */
export async function Draft({ file }: { file: ApplicationFile }) {
  const { application, programme, rules } = file;
  const [t, user, now, said] = await Promise.all([
    getTranslations('citizen'),
    currentUser(),
    databaseNow(database()),
    windowWords(),
  ]);
  const { id, answers, status, channel } = application;
  const hours = rules.windows.filter((window) => window.channel === channel && window.daily);
  return (
    <>
      <Breadcrumb items={[await listCrumb(application)]} current={programme.name} />
      <PageHead title={programme.name}>
        <p>
          <StatusBadge status={status} />
        </p>
        <p>
          {t('draft.lead')}{' '}
          <Turning rules={rules} channel={channel} now={now}>
            {(at, countdown) => <WhenToSend rules={rules} channel={channel} at={at} countdown={countdown} />}
          </Turning>
        </p>
        {hours.length > 0 && <p>{hours.map(said).join(' ')}</p>}
      </PageHead>
      <PrefilledNote applicationId={id} />
      <Questions
        questions={questionsOn(answers, placeNames(), civilDate(new Date()), ente.municipality)}
        hrefOf={(field) => fieldPath(id, field)}
      />
      <Tasks file={file} />
      <p>{t('draft.summaryNote')}</p>
      <Actions>
        <ButtonLink href={summaryPath(id)}>{t('draft.toSummary')}</ButtonLink>
      </Actions>
      {user?.role === 'cittadino' && <Discard applicationId={id} />}
    </>
  );
}

async function Discard({ applicationId }: { applicationId: string }) {
  const t = await getTranslations('citizen.draft');
  return (
    <details className="fold">
      <summary>{t('discardQuestion')}</summary>
      <p>{t('discardText')}</p>
      <Form action={discardDraft} id="elimina">
        <input type="hidden" name="application" value={applicationId} />
        <SubmitButton look="danger" icon="delete">
          {t('discard')}
        </SubmitButton>
      </Form>
    </details>
  );
}
