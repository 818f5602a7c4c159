import { useTranslations } from 'next-intl';
import { RadioGroup } from '@/app/_ui/RadioGroup';
import { SelectField } from '@/app/_ui/SelectField';
import { TextArea } from '@/app/_ui/TextArea';
import { TextField } from '@/app/_ui/TextField';
import { comparisonNames } from '@/domain/programme/criteria';
import { groupLetters, joins } from '@/domain/programme/editing/condition';
import { nextRow, rowsOf } from '@/domain/programme/editing/fields';
import type { Part } from '@/domain/programme/editing/parts';
import type { PartProps } from './part-props';
import { QuantityFields } from './QuantityFields';

type Props = PartProps<Extract<Part, { kind: 'condition' }>>;

/**
 * A condition in lines, the first in sight; how more of them go together, and one more, in a box that opens. What lines
 * cannot say is shown as JSON.
 */
export function ConditionFields(props: Props) {
  const { section, leaf, at, fields, words } = props;
  const t = useTranslations('editor.condition');
  const json = fields[`${at}.json`];
  if (json !== undefined) {
    return (
      <TextArea
        name={`${at}.json`}
        label={words.label(section, leaf)}
        hint={t('jsonHint')}
        rows={8}
        defaultValue={json}
      />
    );
  }
  const lines = rowsOf(fields, at, 'c');
  const join = fields[`${at}.join`];
  const [first = 'c1', ...others] = lines;
  return (
    <fieldset className="editor-condition">
      <legend>{words.label(section, leaf)}</legend>
      <p className="field-hint">{t('valueHint')}</p>
      <Line {...props} line={first} number={1} grouped={others.length > 0} />
      {others.map((line, index) => (
        <Line key={line} {...props} line={line} number={index + 2} grouped />
      ))}
      <details className="fold" open={join !== undefined || others.length > 0}>
        <summary>{t('more')}</summary>
        <RadioGroup
          name={`${at}.join`}
          label={t('join')}
          hint={t('joinHint')}
          options={joins.map((value) => ({ value, label: t(`joins.${value}`) }))}
          {...(join !== undefined && { defaultValue: join })}
        />
        {lines.length > 0 && (
          <Line {...props} line={nextRow(fields, at, 'c')} number={lines.length + 1} grouped />
        )}
      </details>
    </fieldset>
  );
}

function Line({
  line,
  number,
  grouped,
  ...props
}: Props & { line: string; number: number; grouped: boolean }) {
  const { fields, words } = props;
  const t = useTranslations('editor');
  const at = `${props.at}.${line}`;
  const [is, value, group] = [fields[`${at}.is`], fields[`${at}.value`], fields[`${at}.group`]];
  return (
    <div className="editor-line" role="group" aria-label={t('line', { number })}>
      <QuantityFields {...props} part={{ kind: 'quantity' }} at={at} label={t('facets.quantity')} />
      <SelectField
        name={`${at}.is`}
        label={t('facets.is')}
        options={comparisonNames.map((name) => ({ value: name, label: words.comparison(name) }))}
        {...(is !== undefined && { defaultValue: is })}
      />
      <TextField
        name={`${at}.value`}
        label={t('facets.value')}
        autoComplete="off"
        {...(value !== undefined && { defaultValue: value })}
      />
      {grouped && (
        <SelectField
          name={`${at}.group`}
          label={t('facets.group')}
          placeholder={t('condition.alone')}
          options={groupLetters.map((letter) => ({ value: letter, label: letter }))}
          {...(group !== undefined && { defaultValue: group })}
        />
      )}
    </div>
  );
}
