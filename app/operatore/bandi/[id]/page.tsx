import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ActForm } from '@/app/_editor/ActForm';
import { DraftTasks } from '@/app/_editor/DraftTasks';
import { officeProgramme } from '@/app/_editor/file';
import { listPath, programmePath, summaryPath } from '@/app/_editor/paths';
import { Retention } from '@/app/_editor/Retention';
import { StateBadge } from '@/app/_editor/StateBadge';
import { Versions } from '@/app/_editor/Versions';
import { rehearsalPath } from '@/app/_rehearsal/asked';
import { valueOf, type Query } from '@/app/_server/query';
import { actorOf } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Amount } from '@/app/_ui/Amount';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { Card } from '@/app/_ui/Card';
import { DateTime } from '@/app/_ui/DateTime';
import { PageHead } from '@/app/_ui/PageHead';
import { SummaryList } from '@/app/_ui/SummaryList';
import type { ProgrammeFile } from '@/db/queries/programme-editor';
import { may } from '@/domain/permissions';
import { begin, close, copy, discard } from '../actions';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const t = await getTranslations('editor');
  return { title: nameOf(await officeProgramme(id, programmePath(id))) || t('unnamed') };
}

/** What was done, as the address of the page that is come back to says it. */
const done = ['pubblicato', 'chiuso', 'termine-cambiato', 'vincolo-messo', 'vincolo-tolto'] as const;

const nameOf = ({ programme, draft }: ProgrammeFile): string =>
  programme.status === 'bozza' ? (draft?.fields.name ?? '') : programme.name;

/** A programme: where it stands, what is being written of it section by section, and its versions. */
export default async function ProgrammePage({ params, searchParams }: Props) {
  const [{ id }, query, t] = await Promise.all([params, searchParams, getTranslations('editor')]);
  const file = await officeProgramme(id, programmePath(id));
  const { programme, versions, draft, residualCents, user } = file;
  const name = nameOf(file) || t('unnamed');
  const notice = done.find((each) => each === valueOf(query, 'fatto'));
  return (
    <>
      <Breadcrumb items={[{ label: t('list'), href: listPath }]} current={name} />
      <PageHead title={name}>
        <StateBadge state={programme.status} />
      </PageHead>
      {notice && <Callout tone="success" role="status" title={t(`notices.${notice}`)} />}
      {versions[0] && (
        <SummaryList
          items={[
            { label: t('inForce'), value: versions[0].version },
            {
              label: t('fields.fund.allocationCents'),
              value: <Amount cents={versions[0].rules.allocationCents} />,
            },
            { label: t('residual'), value: <Amount cents={residualCents} /> },
          ]}
        />
      )}
      {draft && <Draft file={file} draft={draft} />}
      <Ways file={file} />
      {versions.length > 0 && <Versions versions={versions} />}
      {programme.status === 'chiuso' && (
        <Retention programmeId={programme.id} mayDecide={may(actorOf(user), 'retention.decide', false)} />
      )}
    </>
  );
}

/** What is being written, who wrote last, and the sections with how far each is. */
async function Draft({ file, draft }: { file: ProgrammeFile; draft: NonNullable<ProgrammeFile['draft']> }) {
  const t = await getTranslations('editor');
  const { id } = file.programme;
  return (
    <section aria-labelledby="bozza">
      <h2 id="bozza">{t(file.versions.length > 0 ? 'newVersion' : 'newProgramme')}</h2>
      <p>
        <StateBadge state={draft.state} /> {t('editedBy', { name: draft.editor })}{' '}
        <DateTime at={draft.editedAt} precision="minute" />
      </p>
      <DraftTasks file={file} draft={draft} />
      <Actions>
        <ButtonLink href={summaryPath(id)}>{t('toSummary')}</ButtonLink>
        <ButtonLink href={`${programmePath(id)}/anteprima`} look="secondary">
          {t('preview')}
        </ButtonLink>
        <ButtonLink href={rehearsalPath(id)} look="secondary">
          {t('rehearse')}
        </ButtonLink>
        <ButtonLink href={`${programmePath(id)}/importa`} look="link" icon="upload">
          {t('import')}
        </ButtonLink>
      </Actions>
    </section>
  );
}

/** What else can be done with a programme. Closing is for who may, and cannot be undone: it stands apart. */
async function Ways({
  file: { programme, versions, draft, user },
}: {
  file: Awaited<ReturnType<typeof officeProgramme>>;
}) {
  const t = await getTranslations('editor');
  const { id, status } = programme;
  return (
    <>
      <div className="editor-ways">
        {status === 'attivo' && !draft && <ActForm action={begin} programmeId={id} label={t('begin')} />}
        <ActForm action={copy} programmeId={id} label={t('copy')} look="secondary" icon="copy" />
        {versions.length > 0 && (
          <a href={`${programmePath(id)}/esporta`} className="btn btn-outline-primary" download>
            {t('export')}
          </a>
        )}
        {draft && (
          <a href={`${programmePath(id)}/esporta?bozza`} className="btn btn-outline-primary" download>
            {t('exportDraft')}
          </a>
        )}
      </div>
      {draft && (
        <details className="fold">
          <summary>{t('discard')}</summary>
          <p>{t(versions.length > 0 ? 'discardText' : 'discardAllText')}</p>
          <ActForm
            action={discard}
            programmeId={id}
            version={draft.version}
            label={t('discardNow')}
            look="danger"
          />
        </details>
      )}
      {status === 'attivo' && (
        <details className="fold">
          <summary>{t('close')}</summary>
          <Card>
            <p>{t('closeText')}</p>
            {user.role === 'responsabile' ? (
              <ActForm action={close} programmeId={id} label={t('closeNow')} look="danger" />
            ) : (
              <p>{t('closeWho')}</p>
            )}
          </Card>
        </details>
      )}
    </>
  );
}
