import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { InspectionRefusal } from '../../domain/attachment/refusal';
import { structureRefusal } from './pdf-structure';

/** Far more than any document that is asked for. */
const longestDocument = 500;

/** What is wrong with a PDF, or null. It is kept as it is, so whatever could act by itself is refused. */
export async function pdfRefusal(bytes: Buffer): Promise<InspectionRefusal | null> {
  if (!bytes.includes('%%EOF')) return 'damaged';
  const refusal = await structureRefusal(bytes);
  if (refusal !== null) return refusal;
  const opening = getDocument({
    // A copy: the reader takes the memory for itself.
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    stopAtErrors: true,
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: 0,
  });
  try {
    return await documentRefusal(await opening.promise);
  } catch (fault) {
    return fault instanceof Error && fault.name === 'PasswordException' ? 'encrypted' : 'damaged';
  } finally {
    await opening.destroy();
  }
}

async function documentRefusal(document: PDFDocumentProxy): Promise<InspectionRefusal | null> {
  if (document.numPages > longestDocument) return 'bomb';
  if ((await document.getAttachments()) || (await document.getJSActions())) return 'active';
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const annotations = (await page.getAnnotations()) as { subtype?: string; actions?: unknown }[];
    if ((await page.getJSActions()) || annotations.some(acts)) return 'active';
    page.cleanup();
  }
  return null;
}

const acts = ({ subtype, actions }: { subtype?: string; actions?: unknown }): boolean =>
  Boolean(actions) || ['FileAttachment', 'RichMedia', 'Screen', 'Movie', 'Sound'].includes(subtype ?? '');
