import { useTranslations } from 'next-intl';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { nextRow, rowsOf } from '@/domain/programme/editing/fields';
import type { ListPart } from '@/domain/programme/editing/parts';
import type { PartProps } from './part-props';

/** The rows of a list, each with the buttons that move it up or take it away, and one more to be filled in. */
export function ListFields(props: PartProps<ListPart>) {
  const { section, leaf, part, at, fields, words } = props;
  const t = useTranslations('editor');
  const rows = rowsOf(fields, at);
  const name = words.label(section, leaf);
  const inner = (row: string) => <props.Draw {...props} leaf="row" part={part.row} at={`${at}.${row}`} />;
  const hint = words.hint(section, leaf);
  const small = part.row.kind === 'money' || part.row.kind === 'term';
  return (
    <div className="editor-list">
      {hint !== undefined && <p className="field-hint">{hint}</p>}
      {rows.map((row, index) => (
        <fieldset
          key={row}
          className={small ? 'fieldset editor-row editor-row-small' : 'fieldset editor-row'}
        >
          <legend>
            <h2>{t('rowOf', { name, number: index + 1 })}</h2>
          </legend>
          {inner(row)}
          <div className="editor-row-acts">
            {index > 0 && (
              <SubmitButton name="act" value={`su:${at}.${row}`} look="link">
                {t('moveUp')}{' '}
                <span className="visually-hidden">{t('rowOf', { name, number: index + 1 })}</span>
              </SubmitButton>
            )}
            <SubmitButton name="act" value={`togli:${at}.${row}`} look="link" icon="delete">
              {t('remove')} <span className="visually-hidden">{t('rowOf', { name, number: index + 1 })}</span>
            </SubmitButton>
          </div>
        </fieldset>
      ))}
      {rows.length < part.most && (
        <details className="fold" open={rows.length === 0}>
          <summary>{t('addTo', { name })}</summary>
          <div role="group" aria-label={t('rowOf', { name, number: rows.length + 1 })}>
            {inner(nextRow(fields, at))}
          </div>
          <SubmitButton name="act" value="salva" look="secondary" icon="plus">
            {t('add')}
          </SubmitButton>
        </details>
      )}
    </div>
  );
}
