import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DateField } from '@/app/_ui/DateField';
import { SelectField } from '@/app/_ui/SelectField';
import { TextField } from '@/app/_ui/TextField';
import { termUnits, type Part, type Parts } from '@/domain/programme/editing/parts';
import { ConditionFields } from './ConditionFields';
import { LeafField } from './LeafField';
import { ListFields } from './ListFields';
import { Members } from './Members';
import type { PartProps } from './part-props';
import { Pair } from './Pair';
import { QuantityFields } from './QuantityFields';
import { VariantFields } from './VariantFields';

/** The fields of a part of the form, by its kind, filled with what was typed. */
export function PartFields(props: PartProps): ReactNode {
  const { part } = props;
  switch (part.kind) {
    case 'group':
      return <Members {...props} parts={part.optional ? asOptional(part.parts) : part.parts} />;
    case 'list':
      return <ListFields {...props} part={part} />;
    case 'variant':
      return <VariantFields {...props} part={part} />;
    case 'shaped':
      return <PartFields {...props} part={part.part} />;
    case 'condition':
      return <ConditionFields {...props} part={part} />;
    case 'quantity':
      return <QuantityFields {...props} part={part} />;
    case 'moment':
      return <MomentFields {...props} />;
    case 'term':
      return <TermFields {...props} />;
    case 'text':
    case 'longText':
    case 'money':
    case 'count':
    case 'day':
    case 'tick':
    case 'choice':
    case 'ticks':
      return <LeafField {...props} part={part} />;
  }
}

/** As they are drawn where all of them may stay empty: one that is begun is asked for whole when it is read. */
const asOptional = (parts: Parts): Parts =>
  Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, { ...part, optional: true } as Part]),
  );

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
