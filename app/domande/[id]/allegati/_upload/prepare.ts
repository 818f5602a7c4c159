import { byteLimits, longestFile, pixelLimit } from '@/domain/attachment/limits';

const mebibyte = 1024 * 1024;
/** Enough to read a page of small print, in pixels of the longer side. */
const longestSide = 2560;
/** Photographs lighter than this go as they are, in bytes. */
const heavy = 4 * mebibyte;
/** No camera makes heavier ones; the browser is not asked to open more. */
const heaviest = 100 * mebibyte;
const quality = 0.85;

/** What to send of a file, and whether this browser can show it as a picture. */
export interface Prepared {
  content: Blob;
  isPicture: boolean;
}

/**
 * Prepares a file for a narrow line: a large photograph (JPEG or PNG) is made smaller, upright as its camera held it;
 * anything else, and whatever the browser cannot open, goes as it is. Never enlarges.
 */
export async function prepare(file: File): Promise<Prepared> {
  if (!file.type.startsWith('image/') || file.size > heaviest) return { content: file, isPicture: false };
  const address = URL.createObjectURL(file);
  try {
    const picture = await open(address);
    const smaller = isLarge(picture, file) ? await shrink(picture) : null;
    return { content: smaller && smaller.size < file.size ? smaller : file, isPicture: true };
  } catch {
    return { content: file, isPicture: false };
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** What can be told of a file before a byte of it is sent: a code of the refusals, or null. */
export function judge(content: Blob): 'empty' | 'too-large' | null {
  if (content.size === 0) return 'empty';
  const limit = content.type === 'application/pdf' ? byteLimits.pdf : longestFile;
  return content.size > limit ? 'too-large' : null;
}

/** Reads the size of a picture; its points are not unpacked before it is drawn, and too many never are. */
function open(address: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const picture = new Image();
    picture.onload = () => {
      if (picture.naturalWidth * picture.naturalHeight <= pixelLimit) resolve(picture);
      else reject(new Error('too many points'));
    };
    picture.onerror = () => reject(new Error('not a picture'));
    picture.src = address;
  });
}

const isLarge = ({ naturalWidth, naturalHeight }: HTMLImageElement, { type, size }: File): boolean =>
  ['image/jpeg', 'image/png'].includes(type) &&
  (Math.max(naturalWidth, naturalHeight) > longestSide || size > heavy);

function shrink(picture: HTMLImageElement): Promise<Blob | null> {
  const { naturalWidth: width, naturalHeight: height } = picture;
  const scale = Math.min(1, longestSide / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const pen = canvas.getContext('2d');
  if (!pen) return Promise.resolve(null);
  // JPEG knows no transparency: what shines through is paper.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
}
