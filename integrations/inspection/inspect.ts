import { byteLimits } from '../../domain/attachment/limits';
import type { Verdict } from '../../domain/attachment/verdict';
import { formatOf, isPolyglot } from './formats';
import { redrawn } from './images';
import { pdfRefusal } from './pdf';

/**
 * Judges a file by its content: a picture is drawn anew, a PDF is kept as it is when nothing in it can act. Runs in a
 * process of its own (`forked.ts`): a hostile file may take memory and time, and no more.
 */
export async function inspectFile(bytes: Buffer): Promise<Verdict> {
  if (bytes.length === 0) return { refusal: 'empty' };
  const format = await formatOf(bytes);
  if (format === null) return { refusal: 'type' };
  if (bytes.length > byteLimits[format === 'pdf' ? 'pdf' : 'image']) return { refusal: 'too-large' };
  if (isPolyglot(bytes, format)) return { refusal: 'polyglot' };
  if (format !== 'pdf') return redrawn(bytes, format);
  const refusal = await pdfRefusal(bytes);
  return refusal === null ? { clean: { mediaType: 'application/pdf', bytes } } : { refusal };
}
