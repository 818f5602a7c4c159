import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AttachmentList } from '@/app/_citizen/AttachmentList';
import { deadlineOf } from '@/app/_citizen/deadline';
import { ownApplication } from '@/app/_citizen/own-application';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { PageHead } from '@/app/_ui/PageHead';
import { attachmentsOn } from '@/db/queries/attachments';
import { databaseNow } from '@/db/queries/clock';
import { isOpenRequest, requestsOn } from '@/db/queries/procedure';
import { AskedWords } from '../_sent/Asked';
import { TakeAway } from '../allegati/_upload/TakeAway';
import { AnswerForm } from './AnswerForm';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, { programme }] = await Promise.all([
    getTranslations('procedure.answer'),
    ownApplication((await params).id, '/risposta'),
  ]);
  return { title: `${t('title')} · ${programme.name}` };
}

/** The citizen's answer to what the office asks: words, documents, or both, until the term has passed. */
export default async function AnswerPage({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const { programme } = await ownApplication(id, '/risposta');
  const db = database();
  const [t, tAsked, tList, requests, attachments, now] = await Promise.all([
    getTranslations('procedure.answer'),
    getTranslations('procedure.asked'),
    getTranslations('citizen'),
    requestsOn(db, id),
    attachmentsOn(db, id),
    databaseNow(db),
  ]);
  const request = requests.find(isOpenRequest);
  const path = `/domande/${id}`;
  const files = attachments.filter(({ requestId }) => requestId === request?.id);
  return (
    <>
      <Breadcrumb
        items={[
          { label: tList('list.title'), href: '/domande' },
          { label: programme.name, href: path },
        ]}
        current={t('title')}
      />
      <PageHead title={t('title')} />
      {!request || request.answerBy <= now ? (
        <Callout title={t('closed')}>
          <p>{t('closedText')}</p>
        </Callout>
      ) : (
        <>
          {query.caricato !== undefined && <Callout tone="success" role="status" title={t('uploaded')} />}
          {query.tolto !== undefined && <Callout tone="success" role="status" title={t('removed')} />}
          <h2>{t('asks')}</h2>
          <AskedWords request={request} />
          <p>
            <strong>{tAsked('until', await deadlineOf(request.answerBy))}</strong>
          </p>
          {files.length > 0 && (
            <>
              <h2>{t('files')}</h2>
              <AttachmentList
                applicationId={id}
                attachments={files}
                actions={(attachment) => (
                  <TakeAway applicationId={id} attachment={attachment} from="risposta" />
                )}
              />
            </>
          )}
          <AnswerForm
            request={request}
            refusedFile={valueOf(query, 'rifiutato')}
            fault={valueOf(query, 'errore')}
          />
        </>
      )}
      <Actions>
        <ButtonLink href={path} look="link">
          {tList('sent.back')}
        </ButtonLink>
      </Actions>
    </>
  );
}
