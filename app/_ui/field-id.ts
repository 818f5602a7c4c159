/** The id of a field's control: what the error summary's links aim at. */
export function fieldId(idPrefix: string, name: string): string {
  const id = name.replaceAll(/[^\w-]/g, '-');
  return idPrefix === '' ? id : `${idPrefix}-${id}`;
}
