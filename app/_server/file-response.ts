import { contentDisposition, servedFileName } from '@/domain/attachment/file-name';
import type { MediaType } from '@/domain/attachment/limits';
import { privately } from './problem';

/**
 * Nothing in the file may run or load anything, and no other site shows it; the style is the browser's own for a picture
 * alone. Browsers open no PDF in a sandbox but their own: of a PDF that holds anything active no clean copy is made.
 */
const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

const harmless = (mediaType: string) => ({
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': mediaType === 'application/pdf' ? policy : `sandbox; ${policy}`,
  'Cross-Origin-Resource-Policy': 'same-origin',
});

/** The clean copy of a file that somebody sent; `?scarica` in the address saves it instead of showing it. */
export function fileResponse(
  request: Request,
  { fileName, mediaType, bytes }: { fileName: string; mediaType: MediaType; bytes: Buffer },
): Response {
  const how = new URL(request.url).searchParams.has('scarica') ? 'attachment' : 'inline';
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...privately,
      ...harmless(mediaType),
      'Content-Type': mediaType,
      'Content-Length': String(bytes.length),
      'Content-Disposition': contentDisposition(how, servedFileName(fileName, mediaType)),
    },
  });
}
