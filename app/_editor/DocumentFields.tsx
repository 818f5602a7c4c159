import { useTranslations } from 'next-intl';
import { FileField } from '@/app/_ui/FileField';
import { TextArea } from '@/app/_ui/TextArea';

/** A programme as a file: chosen, or its text pasted. */
export function DocumentFields() {
  const t = useTranslations('editor');
  return (
    <>
      <FileField name="file" label={t('file')} hint={t('fileHint')} accept="application/json,.json" />
      <TextArea name="document" label={t('document')} hint={t('documentHint')} rows={8} />
    </>
  );
}
