import { getTranslations } from 'next-intl/server';
import { v7 as newId } from 'uuid';
import { Callout } from '@/app/_ui/Callout';
import { FileField } from '@/app/_ui/FileField';
import { limitFigures } from '@/domain/attachment/limits';
import { ticketFileLimit } from '@/domain/ticket/files';

type Props = {
  code: string;
  secret: string;
  /** Code of why the last file was not taken, or nothing. */
  refused: string;
};

/** "Manda un file": a form of plain HTML, which leads back here with what came of it. */
export async function AttachForm({ code, secret, refused }: Props) {
  const [t, tFaults] = await Promise.all([getTranslations('help.files'), getTranslations('faults')]);
  const action = `/assistenza/${code}/allegati${secret === '' ? '' : `?chiave=${encodeURIComponent(secret)}`}`;
  const known = refused.startsWith('attachment-') && tFaults.has(refused as never);
  return (
    <section aria-labelledby="manda-un-file" className="mt-4">
      <h2 id="manda-un-file">{t('title')}</h2>
      {refused !== '' && (
        <Callout tone="danger" role="alert" title={t('notTaken')}>
          {known && <p>{tFaults(refused as never, { ...limitFigures, files: ticketFileLimit } as never)}</p>}
        </Callout>
      )}
      <form action={action} method="post" encType="multipart/form-data">
        <input type="hidden" name="id" value={newId()} />
        <FileField
          name="file"
          label={t('file')}
          hint={t('hint', { pdf: limitFigures.pdf, image: limitFigures.image, files: ticketFileLimit })}
          accept="image/*,application/pdf"
          required
        />
        <button type="submit" className="btn btn-outline-primary">
          {t('send')}
        </button>
      </form>
    </section>
  );
}
