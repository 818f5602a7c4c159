import { ConditionalPart } from '@/app/domande/[id]/_draft/ConditionalPart';
import { RadioGroup } from '@/app/_ui/RadioGroup';
import { isUnder } from '@/domain/programme/editing/fields';
import { under, type Part, type VariantPart } from '@/domain/programme/editing/parts';
import { Members } from './Members';
import type { PartProps } from './part-props';

/** A choice, and for what was chosen its own fields: with a script they open and close with the choice. */
export function VariantFields({ part, at, ...props }: PartProps<VariantPart>) {
  const { section, words, fields } = props;
  const by = under(at, part.by);
  const chosen = fields[by];
  return (
    <>
      <Members {...props} parts={part.common} at={at} />
      <RadioGroup
        name={by}
        label={words.label(section, part.by)}
        required
        options={Object.keys(part.alternatives).map((value) => ({
          value,
          label: words.option(part.by, value),
        }))}
        {...(chosen !== undefined && { defaultValue: chosen })}
      />
      {ownParts(part).map(({ name, part: own, choices }) => {
        const begun = Object.keys(fields).some((field) => isUnder(field, under(at, name)));
        return (
          <ConditionalPart
            key={name}
            field={by}
            is={choices}
            due={chosen === undefined ? begun : choices.includes(chosen)}
            summary={choices.map((choice) => words.option(part.by, choice)).join(' · ')}
          >
            <props.Draw {...props} leaf={name} part={own} at={under(at, name)} />
          </ConditionalPart>
        );
      })}
    </>
  );
}

/** Each part that some choice asks for, once, with the choices that do: two of them may ask for the same. */
function ownParts({ alternatives }: VariantPart): { name: string; part: Part; choices: string[] }[] {
  const own = new Map<string, { name: string; part: Part; choices: string[] }>();
  for (const [choice, parts] of Object.entries(alternatives)) {
    for (const [name, part] of Object.entries(parts)) {
      const known = own.get(name);
      if (known) known.choices.push(choice);
      else own.set(name, { name, part, choices: [choice] });
    }
  }
  return [...own.values()];
}
