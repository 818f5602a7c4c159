import type { MediaType } from './limits';

const longestName = 150;

/**
 * The name a file had on the device, without path and without what would be shown as something else (control
 * characters, marks that turn the direction of writing). It names the file to people and nothing else: never a path.
 */
export function cleanFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .trim();
  return [...clean].slice(-longestName).join('') || 'documento';
}

const extensions: Record<MediaType, string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};

/** The name of the clean copy, with the ending of what it is: a HEIC photograph is kept as JPEG. */
export function servedFileName(fileName: string, mediaType: MediaType): string {
  const stem = fileName.replace(/\.[^.]{1,5}$/, '') || 'documento';
  return `${stem}.${extensions[mediaType]}`;
}

/**
 * The `Content-Disposition` of a download (RFC 6266): the name in UTF-8, with its likeness in plain letters for old
 * browsers.
 */
export function contentDisposition(how: 'inline' | 'attachment', fileName: string): string {
  const plain = fileName
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w .-]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
