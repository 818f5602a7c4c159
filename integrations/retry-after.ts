/**
 * The `Retry-After` of an answer: seconds, or a date (RFC 9110 § 10.2.3).
 *
 * @returns milliseconds from now; null where it does not say, or says nothing that can be read
 */
export function retryAfter(header: string | null | undefined): number | null {
  if (header === null || header === undefined || header.trim() === '') return null;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) && ms >= 0 ? ms : null;
}
