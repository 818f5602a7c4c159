import { Form } from '@/app/_ui/Form';
import { emptyFormState, type FormState } from '@/app/_ui/form-state';
import type { IconName } from '@/app/_ui/Icon';
import { SubmitButton } from '@/app/_ui/SubmitButton';

type Props = {
  action: (state: FormState, data: FormData) => Promise<FormState>;
  programmeId: string;
  /** The draft as read, for acts on a draft. */
  version?: number;
  label: string;
  look?: 'primary' | 'secondary' | 'danger' | 'link';
  icon?: IconName;
};

/** A button that does something to a programme. */
export function ActForm({ action, programmeId, version, label, look = 'primary', icon }: Props) {
  return (
    <Form action={action} initialState={emptyFormState} className="editor-act">
      <input type="hidden" name="programme" value={programmeId} />
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      <SubmitButton look={look} {...(icon && { icon })}>
        {label}
      </SubmitButton>
    </Form>
  );
}
