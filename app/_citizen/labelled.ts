import type { FormState } from '@/app/_ui/form-state';

/** A form's errors with the names of their fields: in a long form "fill in this field" alone leads nowhere. */
export const labelled = (state: FormState, labelOf: (field: string) => string | undefined): FormState => ({
  ...state,
  errors: state.errors.map((error) => {
    const label = labelOf(error.field);
    return label === undefined ? error : { ...error, label };
  }),
});
