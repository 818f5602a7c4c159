import type { PdfFile } from '@/documents/pdf';

/** Hands over a document about one person: no cache keeps it, and no browser takes it for anything else. */
export const pdfResponse = ({ name, mediaType, bytes }: PdfFile): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': mediaType,
      'Content-Disposition': `inline; filename="${name}"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
