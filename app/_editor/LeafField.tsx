import type { ReactNode } from 'react';
import { CheckboxField } from '@/app/_ui/CheckboxField';
import { DateField } from '@/app/_ui/DateField';
import { MoneyField } from '@/app/_ui/MoneyField';
import { SelectField } from '@/app/_ui/SelectField';
import { TextArea } from '@/app/_ui/TextArea';
import { TextField } from '@/app/_ui/TextField';
import { under, type Part } from '@/domain/programme/editing/parts';
import { ticked } from '@/domain/programme/editing/reading';
import { Pair } from './Pair';
import type { PartProps } from './part-props';

type Leaf = Extract<
  Part,
  { kind: 'text' | 'longText' | 'money' | 'count' | 'day' | 'tick' | 'choice' | 'ticks' }
>;

/** A part that is one field, or a box for each of a closed list. */
export function LeafField({ section, leaf, part, at, fields, words }: PartProps<Leaf>): ReactNode {
  if (part.kind === 'ticks') {
    const boxes = part.options.map((option) => (
      <CheckboxField
        key={option}
        name={under(at, option)}
        label={words.option(leaf, option)}
        value={ticked}
        defaultChecked={fields[under(at, option)] === ticked}
      />
    ));
    // A list that is the whole page has the page's title above it.
    if (at === leaf) return boxes;
    return (
      <Pair legend={words.label(section, leaf)} hint={words.hint(section, leaf)}>
        {boxes}
      </Pair>
    );
  }
  const hint = words.hint(section, leaf);
  const named = { name: at, label: words.label(section, leaf), ...(hint !== undefined && { hint }) };
  const typed = fields[at];
  if (part.kind === 'tick') {
    return <CheckboxField {...named} value={ticked} defaultChecked={typed === ticked} />;
  }
  const field = { ...named, required: !('optional' in part && part.optional === true) };
  const filled = { ...field, ...(typed !== undefined && { defaultValue: typed }) };
  switch (part.kind) {
    case 'text':
      return <TextField {...filled} autoComplete="off" />;
    case 'longText':
      return <TextArea {...filled} />;
    case 'money':
      // In a list the hint stands once, above it.
      return (
        <MoneyField
          {...field}
          {...(leaf === 'row' && { hint: false })}
          {...(typed !== undefined && { defaultText: typed })}
        />
      );
    case 'count':
      return <TextField {...filled} short inputMode="numeric" autoComplete="off" />;
    case 'day':
      return <DateField {...filled} />;
    case 'choice':
      return (
        <SelectField
          {...filled}
          options={part.options.map((value) => ({ value, label: words.option(leaf, value) }))}
        />
      );
  }
}
