/** The name a bank knows one of our ids by: its 32 letters without dashes (EndToEndId and MsgId take up to 35). */
export const bankReference = (id: string): string => id.replaceAll('-', '').toUpperCase();

/** The id a bank's reference names, or null where it is none of ours. */
export function idOfReference(reference: string): string | null {
  const letters = reference.trim().toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(letters)) return null;
  return letters.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
