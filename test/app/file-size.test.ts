import { expect, test } from 'vitest';
import { writeFileSize } from '../../app/_citizen/file-size';

const spaced = (text: string): string => text.replace(/\s/g, ' ');

test.each([
  [1, 'it', '1 kB'],
  [1024, 'it', '1 kB'],
  [1025, 'it', '2 kB'],
  [1024 * 1024, 'it', '1 MB'],
  [1.44 * 1024 * 1024, 'it', '1,4 MB'],
  [1.44 * 1024 * 1024, 'en', '1.4 MB'],
  [15 * 1024 * 1024, 'it', '15 MB'],
])('%d bytes are written in %s as %s', (bytes, locale, text) => {
  expect(spaced(writeFileSize(bytes, locale))).toBe(text);
});
