import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ActForm } from '@/app/_editor/ActForm';
import { Changes } from '@/app/_editor/Changes';
import { onTheirPages } from '@/app/_editor/draft-errors';
import { officeDraft } from '@/app/_editor/file';
import { listPath, programmePath, summaryPath } from '@/app/_editor/paths';
import { StateBadge } from '@/app/_editor/StateBadge';
import { Warnings } from '@/app/_editor/Warnings';
import { rehearsalPath } from '@/app/_rehearsal/asked';
import { errorsOf } from '@/app/_server/form-action';
import { valueOf, type Query } from '@/app/_server/query';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { DateTime } from '@/app/_ui/DateTime';
import { ErrorSummary } from '@/app/_ui/ErrorSummary';
import { PageHead } from '@/app/_ui/PageHead';
import { differences } from '@/domain/programme/editing/differences';
import { fieldsInForce } from '@/domain/programme/editing/judge';
import { giveBack, publish, send } from '../../actions';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const t = await getTranslations('editor');
  const { draft } = await officeDraft(id, summaryPath(id));
  return { title: `${t('summary')} · ${draft.fields.name || t('unnamed')}` };
}

/** "Riepilogo": what is wrong, what changes, and the way to the second person's signature. */
export default async function SummaryPage({ params, searchParams }: Props) {
  const [{ id }, query, t] = await Promise.all([params, searchParams, getTranslations('editor')]);
  const file = await officeDraft(id, summaryPath(id));
  const { draft, judged, programme, versions } = file;
  const errors = await errorsOf({ code: 'invalid', faults: judged.faults });
  const before = versions[0] ? fieldsInForce(programme, versions[0].rules) : {};
  const unchanged = versions.length > 0 && differences(before, judged.effective).length === 0;
  return (
    <>
      <Breadcrumb
        items={[
          { label: t('list'), href: listPath },
          { label: draft.fields.name || t('unnamed'), href: programmePath(id) },
        ]}
        current={t('summary')}
      />
      <PageHead title={t('summary')}>
        <p>
          <StateBadge state={draft.state} /> {t('editedBy', { name: draft.editor })}{' '}
          <DateTime at={draft.editedAt} precision="minute" />
        </p>
      </PageHead>
      {valueOf(query, 'fatto') === 'alla-firma' && (
        <Callout tone="success" role="status" title={t('notices.sent')} />
      )}
      <ErrorSummary
        errors={await onTheirPages(id, draft.fields, errors)}
        title={t('faults', { count: errors.length })}
      />
      <Warnings file={file} />
      {errors.length === 0 && !unchanged && <Signing file={file} />}
      <Changes before={before} after={judged.effective} first={versions.length === 0} />
      <Actions>
        <ButtonLink href={`${programmePath(id)}/anteprima`} look="secondary">
          {t('preview')}
        </ButtonLink>
        <ButtonLink href={rehearsalPath(id)} look="secondary">
          {t('rehearse')}
        </ButtonLink>
      </Actions>
    </>
  );
}

/** What can be done with a draft without faults: send it, publish it, or give it back. */
async function Signing({ file }: { file: Awaited<ReturnType<typeof officeDraft>> }) {
  const t = await getTranslations('editor');
  const { programme, draft, user } = file;
  const { version } = draft;
  if (draft.state === 'in modifica') {
    return (
      <Callout tone="success" title={t('whole')}>
        <p>{t('sendText')}</p>
        <ActForm action={send} programmeId={programme.id} version={version} label={t('send')} />
      </Callout>
    );
  }
  const mine = draft.editedBy === user.id;
  return (
    <Callout tone="warning" title={t('waiting')}>
      <p>{t(user.role !== 'responsabile' ? 'waitingText' : mine ? 'waitingOther' : 'publishText')}</p>
      {user.role === 'responsabile' && !mine && (
        <ActForm action={publish} programmeId={programme.id} version={version} label={t('publish')} />
      )}
      <ActForm
        action={giveBack}
        programmeId={programme.id}
        version={version}
        label={t('giveBack')}
        look="secondary"
      />
    </Callout>
  );
}
