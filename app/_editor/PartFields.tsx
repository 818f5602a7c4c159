import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CheckboxField } from '@/app/_ui/CheckboxField';
import { DateField } from '@/app/_ui/DateField';
import { MoneyField } from '@/app/_ui/MoneyField';
import { SelectField } from '@/app/_ui/SelectField';
import { TextArea } from '@/app/_ui/TextArea';
import { TextField } from '@/app/_ui/TextField';
import { termUnits, under } from '@/domain/programme/editing/parts';
import { ticked } from '@/domain/programme/editing/reading';
import { ConditionFields } from './ConditionFields';
import { ListFields } from './ListFields';
import { Members } from './Members';
import type { PartProps } from './part-props';
import { Pair } from './Pair';
import { QuantityFields } from './QuantityFields';
import { VariantFields } from './VariantFields';

/** The fields of a part of the form, by its kind, filled with what was typed. */
export function PartFields(props: PartProps): ReactNode {
  const { section, leaf, part, at, fields, words } = props;
  const label = words.label(section, leaf);
  const hint = words.hint(section, leaf);
  const common = { name: at, label, ...(hint !== undefined && { hint }) };
  const typed = fields[at];
  const filled = typed === undefined ? {} : { defaultValue: typed };
  const required = 'optional' in part && part.optional === true ? {} : { required: true };
  switch (part.kind) {
    case 'text':
      return <TextField {...common} {...filled} {...required} autoComplete="off" />;
    case 'longText':
      return <TextArea {...common} {...filled} {...required} />;
    case 'money':
      return <MoneyField {...common} {...required} {...(typed !== undefined && { defaultText: typed })} />;
    case 'count':
      return <TextField {...common} {...filled} {...required} short inputMode="numeric" autoComplete="off" />;
    case 'day':
      return <DateField {...common} {...filled} {...required} />;
    case 'tick':
      return <CheckboxField {...common} value={ticked} defaultChecked={typed === ticked} />;
    case 'choice':
      return (
        <SelectField
          {...common}
          {...filled}
          {...required}
          options={part.options.map((value) => ({ value, label: words.option(leaf, value) }))}
        />
      );
    case 'ticks':
      return part.options.map((option) => (
        <CheckboxField
          key={option}
          name={under(at, option)}
          label={words.option(leaf, option)}
          value={ticked}
          defaultChecked={fields[under(at, option)] === ticked}
        />
      ));
    case 'moment':
      return <MomentFields {...props} />;
    case 'term':
      return <TermFields {...props} />;
    case 'quantity':
      return <QuantityFields {...props} part={part} />;
    case 'condition':
      return <ConditionFields {...props} part={part} />;
    case 'group':
      return <Members {...props} parts={part.parts} />;
    case 'list':
      return <ListFields {...props} part={part} />;
    case 'variant':
      return <VariantFields {...props} part={part} />;
    case 'shaped':
      return <PartFields {...props} part={part.part} />;
  }
}

function MomentFields({ section, leaf, at, fields, words }: PartProps) {
  const t = useTranslations('editor.facets');
  const [day, time] = [fields[`${at}.day`], fields[`${at}.time`]];
  return (
    <Pair legend={words.label(section, leaf)} hint={words.hint(section, leaf)}>
      <DateField name={`${at}.day`} label={t('day')} {...(day !== undefined && { defaultValue: day })} />
      <TextField
        name={`${at}.time`}
        label={t('time')}
        short
        autoComplete="off"
        {...(time !== undefined && { defaultValue: time })}
      />
    </Pair>
  );
}

function TermFields({ section, leaf, at, fields, words }: PartProps) {
  const t = useTranslations('editor.facets');
  const [count, unit] = [fields[`${at}.count`], fields[`${at}.unit`]];
  const units = termUnits.filter((each) => each !== 'iso' || unit === 'iso');
  return (
    <Pair legend={words.label(section, leaf)} hint={words.hint(section, leaf)}>
      <TextField
        name={`${at}.count`}
        label={t('count')}
        short
        inputMode="numeric"
        autoComplete="off"
        {...(count !== undefined && { defaultValue: count })}
      />
      <SelectField
        name={`${at}.unit`}
        label={t('unit')}
        options={units.map((value) => ({ value, label: words.option('unit', value) }))}
        {...(unit !== undefined && { defaultValue: unit })}
      />
    </Pair>
  );
}
