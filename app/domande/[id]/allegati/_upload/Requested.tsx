import { getTranslations } from 'next-intl/server';
import { fieldId } from '@/app/_ui/field-id';
import { Icon } from '@/app/_ui/Icon';
import type { AttachmentRow } from '@/db/queries/attachments';
import { countsAsAttached } from '@/domain/attachment/status';
import { documentsOf } from '@/domain/programme/documents';
import type { ProgrammeRules } from '@/domain/programme/rules';

type Props = { rules: ProgrammeRules; attachments: readonly AttachmentRow[] };

/**
 * What the bando asks for, each with whether it is there and the id that the Riepilogo's faults aim at; where it asks
 * for nothing, that it does not.
 */
export async function Requested({ rules, attachments }: Props) {
  const t = await getTranslations('attachments');
  const required = documentsOf(rules).filter((document) => document.required);
  if (required.length === 0) return <p>{t('optional')}</p>;
  return (
    <section className="requested-documents" aria-labelledby="richiesti">
      <h2 id="richiesti">{t('requested')}</h2>
      <ul className="task-list">
        {required.map(({ kind }) => {
          const isThere = attachments.some((each) => each.kind === kind && countsAsAttached(each.status));
          return (
            <li key={kind} id={fieldId('', `attachments.${kind}`)}>
              <span className="task-name">{t(`kinds.${kind}`)}</span>
              <span className={`status status-${isThere ? 'green' : 'white'}`}>
                <Icon name={isThere ? 'check-circle' : 'upload'} size="xs" />
                {t(isThere ? 'attached' : 'toAttach')}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
