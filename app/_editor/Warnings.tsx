import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { Callout } from '@/app/_ui/Callout';
import { earlierDemand } from '@/db/queries/earlier-demand';
import { warningSources, warningsOf } from '@/domain/programme/editing/warnings';
import type { officeDraft } from './file';
import { fieldPage } from './paths';
import { editorWords } from './words';
import { fieldId } from '@/app/_ui/field-id';

type Props = { file: Awaited<ReturnType<typeof officeDraft>> };

/** What a draft that can be published should not say, or should be known of it: each with its field and where it is written. */
export async function Warnings({ file: { programme, draft, judged } }: Props) {
  if (!judged.rules) return null;
  const [t, words] = await Promise.all([getTranslations('editor.warnings'), editorWords()]);
  const earlier = await earlierDemand(database(), programme.id);
  const warnings = warningsOf(draft.fields, judged.rules, earlier);
  if (warnings.length === 0) return null;
  return (
    <Callout tone="warning" title={t('title', { count: warnings.length })}>
      <p>{t('lead')}</p>
      <ul>
        {warnings.map(({ field, code, params }) => (
          <li key={`${field} ${code}`}>
            <a href={`${fieldPage(programme.id, field)}?da=riepilogo#${fieldId('', field)}`}>
              {words.nameOf(field, draft.fields)}
            </a>
            : {t(code, params as never)}{' '}
            {warningSources[code] && t('source', { source: warningSources[code] })}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
