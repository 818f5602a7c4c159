import { fileTypeFromBuffer } from 'file-type';

/** What may be attached, by content: the name and the browser's own word for the type say nothing. */
export type Format = 'pdf' | 'jpeg' | 'png' | 'heic';

const formats: Record<string, Format> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/heic': 'heic',
  'image/heif': 'heic',
};

/** The format whose signature the file begins with, or null. */
export async function formatOf(bytes: Buffer): Promise<Format | null> {
  const type = await fileTypeFromBuffer(bytes);
  const format = formats[type?.mime ?? ''] ?? null;
  // Readers forgive a PDF some bytes in front of its signature; those bytes may be another format's.
  return format === 'pdf' && !bytes.subarray(0, 5).equals(Buffer.from('%PDF-')) ? null : format;
}

/** Where readers of these formats look for their signature. */
const headBytes = 1024;

/** Whether the file is, to some reader, something else as well: an archive, a page, a PDF inside a picture. */
export function isPolyglot(bytes: Buffer, format: Format): boolean {
  const head = bytes.subarray(0, headBytes).toString('latin1').toLowerCase();
  if (/<!doctype|<html|<script|<svg/.test(head)) return true;
  if (format !== 'pdf' && head.includes('%pdf-')) return true;
  return isArchive(bytes) || (format === 'pdf' && !endsAsPdf(bytes));
}

/** A ZIP archive is found from its end: the record of 22 bytes, then a comment to the very end of the file. */
function isArchive(bytes: Buffer): boolean {
  const record = Buffer.from('PK\x05\x06');
  const farthest = bytes.length - 22 - 0xff_ff;
  let at = bytes.lastIndexOf(record);
  while (at >= 0 && at >= farthest) {
    if (at + 22 <= bytes.length && at + 22 + bytes.readUInt16LE(at + 20) === bytes.length) return true;
    at = at === 0 ? -1 : bytes.lastIndexOf(record, at - 1);
  }
  return false;
}

/** Nothing but white space after the last end mark. A PDF without one is damaged, which its reader will find. */
function endsAsPdf(bytes: Buffer): boolean {
  const mark = bytes.lastIndexOf('%%EOF');
  return mark < 0 || /^[\s\0]*$/.test(bytes.subarray(mark + 5).toString('latin1'));
}
