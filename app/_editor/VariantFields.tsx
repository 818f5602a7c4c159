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
      {boxes(part).map(({ choices, parts }) => {
        const begun = Object.keys(parts).some((name) =>
          Object.keys(fields).some((field) => isUnder(field, under(at, name))),
        );
        return (
          <ConditionalPart
            key={choices.join(' ')}
            field={by}
            is={choices}
            due={chosen === undefined ? begun : choices.includes(chosen)}
            summary={choices.map((choice) => words.option(part.by, choice)).join(' · ')}
          >
            <Members {...props} parts={parts} at={at} />
          </ConditionalPart>
        );
      })}
    </>
  );
}

/** The parts of the choices, each once: those that the same choices ask for stand in one box. */
function boxes({ alternatives }: VariantPart): { choices: string[]; parts: Record<string, Part> }[] {
  const names = new Set(Object.values(alternatives).flatMap((parts) => Object.keys(parts)));
  const found = new Map<string, { choices: string[]; parts: Record<string, Part> }>();
  for (const name of names) {
    const asking = Object.entries(alternatives).flatMap(([choice, parts]) => {
      const part = parts[name];
      return part ? [{ choice, part }] : [];
    });
    const choices = asking.map(({ choice }) => choice);
    const box = found.get(choices.join(' ')) ?? { choices, parts: {} };
    for (const { part } of asking) box.parts[name] = part;
    found.set(choices.join(' '), box);
  }
  return [...found.values()];
}
