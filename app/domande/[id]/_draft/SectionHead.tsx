import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { LegalText } from '@/app/_legal/LegalText';
import { listCrumb } from '@/app/_citizen/list-crumb';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Icon } from '@/app/_ui/Icon';
import { PageHead } from '@/app/_ui/PageHead';
import type { ApplicationFile } from '@/db/queries/application-file';
import { draftPath, placeOf, stepPath, summaryPath, type Step } from './steps';

type Props = { file: ApplicationFile; section: Step; fromSummary: boolean };

/** Where the person is among the steps (criterion C.SE.1.8), and the way back. */
export async function SectionHead({ file: { application, programme }, section, fromSummary }: Props) {
  const [t, tSections] = await Promise.all([getTranslations('citizen'), getTranslations('sections')]);
  const { number, total, previous } = placeOf(section, application.answers);
  const back = fromSummary
    ? { href: summaryPath(application.id), label: t('summary.title') }
    : previous && { href: stepPath(application.id, previous), label: tSections(previous) };
  return (
    <>
      <Breadcrumb
        items={[await listCrumb(application), { label: programme.name, href: draftPath(application.id) }]}
        current={tSections(section)}
      />
      <nav className="step-ways" aria-label={t('section.ways')}>
        {back && (
          <Link href={back.href}>
            <Icon name="arrow-left" size="sm" />
            {t('section.back', { where: back.label })}
          </Link>
        )}
        <Link href={draftPath(application.id)}>
          <Icon name="list" size="sm" />
          {t('section.all')}
        </Link>
      </nav>
      <PageHead title={tSections(section)}>
        {number !== null && <p className="step-number">{t('section.step', { number, total })}</p>}
        <Lead section={section} asked={number !== null} />
      </PageHead>
    </>
  );
}

/** What the section is about; above the declarations stand the very words that are recorded with them. */
async function Lead({ section, asked }: { section: Step; asked: boolean }) {
  const t = await getTranslations('citizen.section');
  if (section === 'declarations') return <LegalText kind="declarations" />;
  // It speaks of an answer that has not been given: the section says itself when it opens.
  if (!asked) return null;
  const lead = `leads.${section}` as Parameters<typeof t>[0];
  return t.has(lead) && <p>{t(lead)}</p>;
}
