import decodeHeic from 'heic-decode';
import sharp, { type Sharp } from 'sharp';
import { byteLimits, pixelLimit } from '../../domain/attachment/limits';
import type { Verdict } from '../../domain/attachment/verdict';
import type { Format } from './formats';

// One picture at a time passes here; nothing of it is kept.
sharp.cache(false);
sharp.concurrency(1);

/** A document stays readable, and a photograph of it about as long as it was. */
const jpegQuality = 88;

/**
 * Draws a picture anew, upright and in sRGB: what is kept holds the picture and nothing else that came with it, such
 * as where it was taken.
 */
export async function redrawn(bytes: Buffer, format: Exclude<Format, 'pdf'>): Promise<Verdict> {
  const opened = format === 'heic' ? await openHeic(bytes) : await open(bytes);
  if (typeof opened === 'string') return { refusal: opened };
  try {
    if (format === 'png') {
      const png = await opened.clone().png({ compressionLevel: 9 }).toBuffer();
      if (png.length <= byteLimits.image) return { clean: { mediaType: 'image/png', bytes: png } };
    }
    const jpeg = await opened.flatten({ background: 'white' }).jpeg({ quality: jpegQuality }).toBuffer();
    if (jpeg.length > byteLimits.image) return { refusal: 'too-large' };
    return { clean: { mediaType: 'image/jpeg', bytes: jpeg } };
  } catch {
    return { refusal: 'damaged' };
  }
}

const tooMany = (width: number, height: number): boolean => width * height > pixelLimit;

async function open(bytes: Buffer): Promise<Sharp | 'damaged' | 'bomb'> {
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (tooMany(width, height)) return 'bomb';
    return sharp(bytes, { limitInputPixels: pixelLimit, failOn: 'error' }).autoOrient().toColourspace('srgb');
  } catch {
    return 'damaged';
  }
}

/** The size is read before a pixel is decoded. The decoder turns the picture upright by itself. */
async function openHeic(bytes: Buffer): Promise<Sharp | 'damaged' | 'bomb'> {
  try {
    const images = await decodeHeic.all({ buffer: bytes });
    try {
      const [first] = images;
      if (!first) return 'damaged';
      if (tooMany(first.width, first.height)) return 'bomb';
      const { width, height, data } = await first.decode();
      return sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: pixelLimit });
    } finally {
      images.dispose();
    }
  } catch {
    return 'damaged';
  }
}
