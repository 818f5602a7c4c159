import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { AttachmentList } from '@/app/_citizen/AttachmentList';
import type { AttachmentRow } from '@/db/queries/attachments';
import { countsAsAttached } from '@/domain/attachment/status';

type Props = { applicationId: string; rows: readonly AttachmentRow[]; editHref: string };

/** The documents that go with the application. */
export async function Attached({ applicationId, rows, editHref }: Props) {
  const [tSections, tEdit] = await Promise.all([getTranslations('sections'), getTranslations('summary')]);
  return (
    <section id="attachments">
      <div className="written-head">
        <h2>{tSections('attachments')}</h2>
        <Link href={editHref}>
          {tEdit('edit')}
          <span className="visually-hidden"> {tSections('attachments')}</span>
        </Link>
      </div>
      <AttachmentList
        applicationId={applicationId}
        attachments={rows.filter(({ status }) => countsAsAttached(status))}
      />
    </section>
  );
}
