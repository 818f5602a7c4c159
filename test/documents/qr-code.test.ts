import fc from 'fast-check';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { QrCode } from '../../app/_ui/QrCode';
import { readQr } from '../support/qr';

const drawn = (text: string): string =>
  renderToStaticMarkup(createElement(QrCode, { text, label: 'Codice QR' })).replace(
    '<svg ',
    '<svg xmlns="http://www.w3.org/2000/svg" width="290" height="290" ',
  );

it('a QR code holds the voucher’s code and nothing else, whatever the code', async () => {
  const code = fc.string({
    unit: fc.constantFrom(...'ABCDEFGHJKMNPQRSTUVWXYZ23456789'),
    minLength: 7,
    maxLength: 7,
  });
  await fc.assert(
    fc.asyncProperty(code, async (text) => {
      expect(
        await readQr(
          await sharp(Buffer.from(drawn(text)))
            .png()
            .toBuffer(),
        ),
      ).toBe(text);
    }),
    { numRuns: 40, examples: [['URUT4F6']] },
  );
});

it('a QR code with a module wrong is noticed by this reading', async () => {
  const spoiled = drawn('URUT4F6').replace(
    '</svg>',
    '<rect x="12" y="12" width="1" height="1" fill="#fff"/><rect x="13" y="12" width="1" height="1"/></svg>',
  );
  const picture = await sharp(Buffer.from(spoiled)).png().toBuffer();
  await expect(readQr(picture)).rejects.toThrow(/do not agree/);
});

it('a QR code is an image with a name', () => {
  expect(drawn('URUT4F6')).toMatch(/^<svg [^>]*role="img" aria-label="Codice QR"/);
});
