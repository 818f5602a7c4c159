import { getTranslations } from 'next-intl/server';
import { valueOf, type Query } from '@/app/_server/query';
import { Callout } from '@/app/_ui/Callout';
import type { AttachmentRow } from '@/db/queries/attachments';

type Props = { query: Query; attachments: readonly AttachmentRow[] };

/** What came of the form or of "Togli", told at the top; a refusal is told by the form. */
export async function Landed({ query, attachments }: Props) {
  const t = await getTranslations('attachments');
  const uploaded = attachments.find(({ id }) => id === valueOf(query, 'caricato'));
  if (uploaded?.status === 'accettato' || uploaded?.status === 'in controllo') {
    const title = t(uploaded.status === 'accettato' ? 'accepted' : 'arrived', { name: uploaded.fileName });
    return <Callout tone="success" title={title} role="status" />;
  }
  return query.tolto === undefined ? null : <Callout tone="success" title={t('removed')} role="status" />;
}
