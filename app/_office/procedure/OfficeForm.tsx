import type { ReactNode } from 'react';
import { v7 as newId } from 'uuid';
import { Form } from '@/app/_ui/Form';
import type { FormState } from '@/app/_ui/form-state';
import { HiddenField } from '@/app/_ui/HiddenField';
import type { ApplicationFile } from '@/db/queries/application-file';

type Props = {
  application: ApplicationFile['application'];
  action: (state: FormState, data: FormData) => Promise<FormState>;
  id: string;
  label: string;
  children: ReactNode;
};

/**
 * A form of the office on an application, with how far it had come when the page was drawn. When it comes back that is
 * drawn anew, unlike all that was typed: who has read what happened meanwhile may send it again.
 */
export function OfficeForm({ application, action, id, label, children }: Props) {
  return (
    <Form action={action} id={id} aria-label={label}>
      <HiddenField name="applicationId" value={application.id} />
      <HiddenField name="id" value={newId()} />
      <input type="hidden" name="seen" value={application.eventNumber} />
      {children}
    </Form>
  );
}
