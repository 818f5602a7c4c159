import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { DateTime } from '@/app/_ui/DateTime';
import { SummaryList } from '@/app/_ui/SummaryList';
import { acceptancesFor } from '@/db/queries/consents';
import { LegalBody } from './LegalBody';

type Props = {
  applicationId: string;
  /** As deep as the headings around it. */
  heading: 'h2' | 'h3';
};

/** Which wording of the declarations was accepted with an application, when, and the words themselves. */
export async function AcceptedTexts({ applicationId, heading: Heading }: Props) {
  const [t, accepted] = await Promise.all([
    getTranslations('legal.accepted'),
    acceptancesFor(database(), applicationId),
  ]);
  return accepted.map(({ kind, version, language, acceptedAt, body }) => (
    <section key={kind}>
      <Heading>{t('title')}</Heading>
      <SummaryList
        items={[
          { label: t('text'), value: t(`texts.${kind}`) },
          { label: t('version'), value: version },
          { label: t('at'), value: <DateTime at={acceptedAt} /> },
        ]}
      />
      <details className="fold">
        <summary>{t('read')}</summary>
        <div lang={language}>
          <LegalBody body={body} />
        </div>
      </details>
    </section>
  ));
}
