import type { FormState } from '@/app/_ui/form-state';

/** The faults of a file at its one field, each called by its path in the file: `rules.windows.0.closesAt`. */
export const withDocumentPaths = (state: FormState): FormState => ({
  ...state,
  errors: state.errors.map((error) => {
    if (!error.field.startsWith('document.')) return error;
    return { field: 'document', message: error.message, label: error.field.slice('document.'.length) };
  }),
});
