import { useTranslations } from 'next-intl';
import { SelectField } from '@/app/_ui/SelectField';
import { TextField } from '@/app/_ui/TextField';
import type { Part } from '@/domain/programme/editing/parts';
import { namedQuantities } from '@/domain/programme/facts';
import type { PartProps } from './part-props';

type Props = Omit<PartProps<Extract<Part, { kind: 'quantity' }>>, 'section'> & { label?: string };

/** A figure that rules may speak of; for ages and years of birth, from which to which. */
export function QuantityFields({
  part,
  at,
  fields,
  words,
  section,
  leaf,
  label,
}: Props & Pick<PartProps, 'section'>) {
  const t = useTranslations('editor');
  const quantity = fields[`${at}.quantity`];
  const names = [...(part.also ?? []), ...namedQuantities, 'aged', 'born'];
  const isByYears = quantity === 'aged' || quantity === 'born';
  const years = (['from', 'to'] as const).map((end) => ({ end, typed: fields[`${at}.${end}`] }));
  return (
    <>
      <SelectField
        name={`${at}.quantity`}
        label={label ?? words.label(section, leaf)}
        options={names.map((value) => ({ value, label: words.quantity(value) }))}
        {...(quantity !== undefined && { defaultValue: quantity })}
      />
      {(isByYears || quantity === undefined) && (
        <details className="editor-years" open={isByYears}>
          <summary>{t('years')}</summary>
          <div>
            {years.map(({ end, typed }) => (
              <TextField
                key={end}
                name={`${at}.${end}`}
                label={t(`facets.${end}`)}
                short
                inputMode="numeric"
                autoComplete="off"
                {...(typed !== undefined && { defaultValue: typed })}
              />
            ))}
          </div>
        </details>
      )}
    </>
  );
}
