import { CheckboxField } from '@/app/_ui/CheckboxField';
import { DateField } from '@/app/_ui/DateField';
import type { FieldProps } from '@/app/_ui/FieldFrame';
import { MoneyField } from '@/app/_ui/MoneyField';
import { RadioGroup } from '@/app/_ui/RadioGroup';
import { TextArea } from '@/app/_ui/TextArea';
import { TextField } from '@/app/_ui/TextField';
import { ticked } from '@/domain/application/answers';
import type { FieldKind } from '@/domain/application/fields';

type Props = FieldProps & {
  kind: FieldKind;
  /** The answer as saved. */
  answer: string | undefined;
  autoComplete?: string;
  /** For one line of text or a day: what may not be changed is shown all the same, and posted. */
  readOnly?: boolean;
  /** For boxes. */
  side?: 'left' | 'right';
  /** For choices. */
  options?: readonly { value: string; label: string }[];
};

/** A field of the application, drawn by its kind and filled with what was saved. */
export function AnswerField(props: Props) {
  const { kind, answer, autoComplete = 'off', readOnly = false, side, options = [], ...field } = props;
  const text = { ...field, autoComplete, readOnly, ...(answer !== undefined && { defaultValue: answer }) };
  switch (kind) {
    case 'text':
      return <TextField {...text} />;
    case 'longText':
      return <TextArea {...field} {...(answer !== undefined && { defaultValue: answer })} rows={4} />;
    case 'money':
      return <MoneyField {...field} {...(answer !== undefined && { defaultText: answer })} />;
    case 'date':
      return <DateField {...text} />;
    case 'fiscalCode':
      return <TextField {...text} autoCapitalize="characters" spellCheck={false} />;
    case 'phone':
    case 'mobile':
      return <TextField {...text} type="tel" />;
    case 'email':
      return <TextField {...text} type="email" />;
    case 'choice':
      return (
        <RadioGroup {...field} options={options} {...(answer !== undefined && { defaultValue: answer })} />
      );
    case 'count':
      return <TextField {...text} inputMode="numeric" short />;
    case 'checkbox':
      return (
        <CheckboxField {...field} value={ticked} defaultChecked={answer === ticked} {...(side && { side })} />
      );
  }
}
