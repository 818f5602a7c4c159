import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Act } from '@/app/domande/nuova/[slug]/_service/Act';
import { Entitlement } from '@/app/domande/nuova/[slug]/_service/Entitlement';
import { Procedure } from '@/app/domande/nuova/[slug]/_service/Procedure';
import { SectionFields } from '@/app/domande/[id]/_draft/SectionFields';
import { officeDraft } from '@/app/_editor/file';
import { listPath, programmePath, summaryPath } from '@/app/_editor/paths';
import { ProgrammeTiles } from '@/app/_citizen/ProgrammeTiles';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { EmptyState } from '@/app/_ui/EmptyState';
import { PageHead } from '@/app/_ui/PageHead';
import { sheetOf } from '@/db/queries/programmes';
import { sections } from '@/domain/application/fields';
import { civilDate } from '@/domain/calendar';
import { ente } from '@/ente';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('editor'))('preview') };
}

/** The citizens' page and form as the draft would make them. Nothing is written, and nothing can be sent. */
export default async function PreviewPage({ params }: Props) {
  const { id } = await params;
  const { draft, judged, user, now } = await officeDraft(id, `${programmePath(id)}/anteprima`);
  const [t, tService, tSections] = await Promise.all([
    getTranslations('editor'),
    getTranslations('service'),
    getTranslations('sections'),
  ]);
  const name = draft.fields.name || t('unnamed');
  const head = (
    <>
      <Breadcrumb
        items={[
          { label: t('list'), href: listPath },
          { label: name, href: programmePath(id) },
        ]}
        current={t('preview')}
      />
      <PageHead title={t('preview')}>
        <p>{t('previewLead')}</p>
      </PageHead>
    </>
  );
  if (!judged.rules) {
    return (
      <>
        {head}
        <EmptyState title={t('noPreview')}>
          <ButtonLink href={summaryPath(id)}>{t('toSummary')}</ButtonLink>
        </EmptyState>
      </>
    );
  }
  const { slug = id, icon = '' } = draft.fields;
  const { rules } = judged;
  const sheet = sheetOf({ id, slug, name, icon, rules }, now);
  return (
    <>
      {head}
      {judged.faults.length > 0 && (
        <Callout tone="warning" title={t('faults', { count: judged.faults.length })}>
          <ButtonLink href={summaryPath(id)} look="link">
            {t('toSummary')}
          </ButtonLink>
        </Callout>
      )}
      <section className="editor-preview" aria-label={t('previewPage')}>
        <h2>{t('previewPage')}</h2>
        <ProgrammeTiles programmes={[sheet]} linked={false} />
        <p>{tService('lead', { ente: ente.name })}</p>
        <div className="service">
          <Act programme={sheet} user={user} />
          <div>
            <Entitlement programme={sheet} />
            <Procedure programme={sheet} />
          </div>
        </div>
      </section>
      <section className="editor-preview" aria-label={t('previewForm')}>
        <h2>{t('previewForm')}</h2>
        {sections.map((section) => (
          <div key={section}>
            <h2>{tSections(section)}</h2>
            <SectionFields
              section={section}
              answers={{}}
              today={civilDate(now)}
              householdChanged={false}
              rules={rules}
              by={{ own: false, locked: new Set() }}
            />
          </div>
        ))}
      </section>
    </>
  );
}
