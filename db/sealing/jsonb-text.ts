/**
 * A value as PostgreSQL writes it out of a `jsonb` column: keys by length, then by their bytes, one blank after `:` and
 * `,`. The register's fingerprint of what came in is of this text.
 */
export function jsonbText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonbText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([name, each]) => ({ name, bytes: Buffer.from(name), each }));
  const sorted = entries.sort(
    ({ bytes: one }, { bytes: other }) => one.length - other.length || one.compare(other),
  );
  return `{${sorted.map(({ name, each }) => `${JSON.stringify(name)}: ${jsonbText(each)}`).join(', ')}}`;
}
