import { getTranslations } from 'next-intl/server';
import { DataTable } from '@/app/_ui/DataTable';
import { FileField } from '@/app/_ui/FileField';
import { HiddenField } from '@/app/_ui/HiddenField';
import { Icon } from '@/app/_ui/Icon';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { longestRegister } from '@/commands/register/intake';
import { registerColumns } from '@/domain/register/rows';
import type { RegisterName } from '@/domain/register/registers';

/** How a register's file is made, and the form that brings it in. A plain post: the file is never held in a page. */
export async function RegisterUpload({ register }: { register: RegisterName }) {
  const t = await getTranslations('evidence.office.import');
  const columns = Object.values(registerColumns[register]).map(({ names, required }) => ({
    name: names[0] ?? '',
    required,
  }));
  return (
    <section className="register-upload" aria-labelledby={register}>
      <h2 id={register}>{t(register)}</h2>
      <details className="fold">
        <summary>{t('columns')}</summary>
        <p>{t('format')}</p>
        <DataTable
          caption={t('columns')}
          captionHidden
          narrow="scroll"
          rows={columns}
          rowKey={({ name }) => name}
          columns={[
            { key: 'name', header: t('column'), rowHeader: true, cell: ({ name }) => name },
            { key: 'needed', header: t('needed'), cell: ({ required }) => t(required ? 'yes' : 'no') },
          ]}
        />
        <p>
          <a className="register-sample" href={`/operatore/registro/esempio/${register}`} download>
            <Icon name="download" size="sm" />
            {t('sample')}
          </a>
        </p>
      </details>
      <form
        method="post"
        encType="multipart/form-data"
        action="/operatore/registro/carica"
        aria-labelledby={register}
      >
        <HiddenField name="kind" value={register} />
        <FileField
          name="file"
          id={`file-${register}`}
          label={t('file')}
          hint={t('hint', { megabytes: longestRegister / 1024 / 1024 })}
          accept=".csv,text/csv"
          required
        />
        <SubmitButton icon="upload">{t('upload')}</SubmitButton>
      </form>
    </section>
  );
}
