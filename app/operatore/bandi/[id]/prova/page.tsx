import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { onTheirPages } from '@/app/_editor/draft-errors';
import { officeDraft } from '@/app/_editor/file';
import { listPath, programmePath, summaryPath } from '@/app/_editor/paths';
import { rehearsalPath } from '@/app/_rehearsal/asked';
import { askedRehearsal, outcomeOf } from '@/app/_rehearsal/outcome';
import { RehearsalForm } from '@/app/_rehearsal/RehearsalForm';
import { Told } from '@/app/_rehearsal/Told';
import { errorsOf } from '@/app/_server/form-action';
import type { Query } from '@/app/_server/query';
import { viewed } from '@/app/_server/viewed';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { ErrorSummary } from '@/app/_ui/ErrorSummary';
import { PageHead } from '@/app/_ui/PageHead';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const [t, tEditor] = await Promise.all([getTranslations('rehearsal'), getTranslations('editor')]);
  const { draft } = await officeDraft(id, rehearsalPath(id));
  return { title: `${t('title')} · ${draft.fields.name || tEditor('unnamed')}` };
}

/** "Prova generale": what a draft's rules would do, before anybody is bound by them. Nothing is written, nobody is told. */
export default async function RehearsalPage({ params, searchParams }: Props) {
  const [{ id }, query, t, tEditor] = await Promise.all([
    params,
    searchParams,
    getTranslations('rehearsal'),
    getTranslations('editor'),
  ]);
  const { file, programmes, asked, rules, otherRules } = await askedRehearsal(id, query);
  const { draft, judged, user, now } = file;
  const faults = await onTheirPages(
    id,
    draft.fields,
    await errorsOf({ code: 'invalid', faults: judged.faults }),
  );
  if (rules && asked.faults.length === 0 && asked.past !== null) await viewed(user, 'rehearsal', asked.past);
  return (
    <>
      <Breadcrumb
        items={[
          { label: tEditor('list'), href: listPath },
          { label: draft.fields.name || tEditor('unnamed'), href: programmePath(id) },
        ]}
        current={t('title')}
      />
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      {!rules && (
        <>
          <p>{t('unreadable')}</p>
          <ErrorSummary errors={faults} title={tEditor('faults', { count: faults.length })} />
        </>
      )}
      {rules && faults.length > 0 && (
        <Callout tone="warning" title={tEditor('faults', { count: faults.length })}>
          <ButtonLink href={summaryPath(id)} look="link">
            {tEditor('toSummary')}
          </ButtonLink>
        </Callout>
      )}
      {rules && <RehearsalForm draftOf={id} asked={asked} programmes={programmes} />}
      {rules && asked.faults.length === 0 && (
        <Told draftOf={id} asked={asked} outcome={await outcomeOf(rules, otherRules, asked, now)} />
      )}
    </>
  );
}
