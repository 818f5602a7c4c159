/**
 * An error tied to the field with that name, `label` being what the summary calls the field, `page` the address of the
 * page it stands on where that is another one; an empty `field` is an error of the whole form, with `href` the address
 * that helps, opened beside so that what was typed stays.
 */
export type FieldError = { field: string; message: string; label?: string; page?: string; href?: string };

/**
 * What a form's action answers. `values` is what was typed, given back so that nothing is lost without JavaScript;
 * an empty `values` lets the fields return to their own default, as after a success.
 */
export type FormState = { values: Record<string, string>; errors: FieldError[]; notice?: string };

export const emptyFormState: FormState = { values: {}, errors: [] };

/**
 * What a person typed, to be given back in `FormState.values`: text only, without the framework's own fields.
 * Name the secrets in `except` (passwords are never sent back to a page).
 */
export function typedValues(data: FormData, except: readonly string[] = []): Record<string, string> {
  const texts: [string, string][] = [];
  for (const [name, value] of data) {
    if (typeof value === 'string' && !name.startsWith('$ACTION') && !except.includes(name)) {
      texts.push([name, value]);
    }
  }
  return Object.fromEntries(texts);
}
