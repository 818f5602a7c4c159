import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import type { CleanCopy } from '../../domain/attachment/verdict';
import { inspectFile } from '../../integrations/inspection/inspect';
import { archive, eicar, heic, hugePng, photograph } from '../support/file-samples';
import { handmadePdf, packedStream, streamOf, writtenPdf } from '../support/pdf-samples';

async function cleanCopyOf(file: Buffer): Promise<CleanCopy> {
  const verdict = await inspectFile(file);
  if ('refusal' in verdict) throw new Error(`refused as ${verdict.refusal}`);
  return verdict.clean;
}

/** The colour in the middle of each quarter of a picture, to see how it lies. */
async function quarters(picture: Buffer): Promise<string[]> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const colour = (x: number, y: number): string => {
    const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
    return (data[at] ?? 0) > 128 ? 'red' : 'blue';
  };
  return [colour(0.25, 0.25), colour(0.75, 0.25), colour(0.25, 0.75), colour(0.75, 0.75)];
}

describe('a photograph', () => {
  it('is drawn anew: upright, without where it was taken', async () => {
    const taken = await photograph();
    const before = await sharp(taken).metadata();
    expect(before).toMatchObject({ orientation: 6, width: 64, height: 48 });
    expect(before.exif?.toString('latin1')).toContain('Telefono');

    const { mediaType, bytes } = await cleanCopyOf(taken);
    expect(mediaType).toBe('image/jpeg');
    const after = await sharp(bytes).metadata();
    expect(after).toMatchObject({ format: 'jpeg', width: 48, height: 64 });
    expect([after.exif, after.icc, after.xmp, after.iptc, after.orientation]).toEqual(
      Array(5).fill(undefined),
    );
    expect(await quarters(bytes)).toEqual(['red', 'red', 'blue', 'blue']);
  });

  it('of an iPhone is kept as JPEG, upright, without where it was taken', async () => {
    expect(heic().toString('latin1')).toContain('Exif');
    const { mediaType, bytes } = await cleanCopyOf(heic());
    expect(mediaType).toBe('image/jpeg');
    const after = await sharp(bytes).metadata();
    expect(after).toMatchObject({ format: 'jpeg', width: 64, height: 48 });
    expect(after.exif).toBeUndefined();
    expect(await quarters(bytes)).toEqual(['red', 'blue', 'red', 'blue']);
  });

  it('is known by its content, not by what surrounds it: a film behind the picture is dropped', async () => {
    const film = Buffer.from('MotionPhoto_Data'.repeat(100));
    const { bytes } = await cleanCopyOf(Buffer.concat([await photograph(), film]));
    expect(bytes.includes('MotionPhoto')).toBe(false);
  });

  it.each([
    ['a grey one', (picture: Sharp) => picture.greyscale().jpeg()],
    ['one for the press', (picture: Sharp) => picture.toColourspace('cmyk').jpeg()],
    ['a see-through one', (picture: Sharp) => picture.ensureAlpha(0.5).png()],
    ['one of deep colours', (picture: Sharp) => picture.toColourspace('rgb16').png()],
  ])('may be %s', async (_name, write) => {
    const file = await write(sharp(await photograph())).toBuffer();
    const { mediaType, bytes } = await cleanCopyOf(file);
    const { format } = await sharp(bytes).metadata();
    expect(`image/${format}`).toBe(mediaType);
  });
});

describe('a PDF', () => {
  it.each([
    ['written by a program', () => writtenPdf()],
    ['of the newest version', () => writtenPdf({ pdfVersion: '1.7ext3' })],
    ['with links and bookmarks', () => writtenPdf({}, (pdf) => void pdf.addPage().outline.addItem('Uno'))],
    ['that opens at a page', () => Promise.resolve(handmadePdf({ catalog: '/OpenAction [3 0 R /Fit]' }))],
    [
      'whose packed bytes look like a script by chance',
      () => Promise.resolve(handmadePdf({ objects: [streamOf(Buffer.from('q /JS (x) Q'), '')] })),
    ],
    [
      'changed once after it was written',
      async () => Buffer.concat([await writtenPdf(), Buffer.from('\n% changed\n%%EOF\n\n')]),
    ],
  ])('%s is kept as it is', async (_name, make) => {
    const file = await make();
    expect(await cleanCopyOf(file)).toEqual({ mediaType: 'application/pdf', bytes: file });
  });
});

const objectStream = (objects: string): Buffer =>
  packedStream(`10 0 ${objects}`, `/Type /ObjStm /N 1 /First 5`);

/** Seventeen times 64 MiB of nothing. */
const unpacking = (): Buffer => {
  const packed = deflateSync(Buffer.alloc(64 * 1024 * 1024));
  return handmadePdf({ objects: Array.from({ length: 17 }, () => streamOf(packed, '/Filter /FlateDecode')) });
};

const png = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: 'white' } })
    .png()
    .toBuffer();

const samples: [string, string, () => Promise<Buffer> | Buffer][] = [
  ['nothing', 'empty', () => Buffer.alloc(0)],
  ['a text', 'type', () => Buffer.from('Mi chiamo Luigi.')],
  ['a page called .jpg', 'type', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['an archive', 'type', () => archive()],
  ['a program', 'type', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)])],
  ['a GIF', 'type', () => Buffer.from('GIF89a\x01\x00\x01\x00', 'latin1')],
  ['a drawing with scripts', 'type', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['the test file of antiviruses', 'type', () => eicar],
  ['half a photograph', 'damaged', async () => (await photograph(640, 480)).subarray(0, 3_000)],
  ['a PNG with a hole', 'damaged', async () => (await png(300, 300)).fill(7, 60, 90)],
  ['half a HEIC', 'damaged', () => heic().subarray(0, 600)],
  ['half a PDF', 'damaged', async () => (await writtenPdf()).subarray(0, 700)],
  ['a PDF of nothing', 'damaged', () => Buffer.from('%PDF-1.7\n%%EOF\n')],
  ['a picture of 400 million pixels', 'bomb', () => hugePng(20_000, 20_000)],
  ['a PDF that unpacks to a gigabyte', 'bomb', unpacking],
  ['a PDF packed twice', 'bomb', () => handmadePdf({ objects: [twice(packedStream(deflateSync('x')))] })],
  ['a photograph that is an archive', 'polyglot', async () => Buffer.concat([await photograph(), archive()])],
  ['a PDF that is an archive', 'polyglot', async () => Buffer.concat([await writtenPdf(), archive()])],
  [
    'a PDF with an archive inside its end',
    'polyglot',
    async () => {
      const zip = archive();
      zip.writeUInt16LE('\n%%EOF\n'.length, zip.length - 2);
      return Buffer.concat([await writtenPdf(), zip, Buffer.from('\n%%EOF\n')]);
    },
  ],
  [
    'a PDF followed by a page',
    'polyglot',
    async () => Buffer.concat([await writtenPdf(), Buffer.from('<script>1</script>')]),
  ],
  ['a PDF after other bytes', 'type', async () => Buffer.concat([Buffer.from('MZ\n'), await writtenPdf()])],
  [
    'a photograph with a page in its comment',
    'polyglot',
    async () => withComment(await photograph(), '<html><script>alert(1)</script>'),
  ],
  [
    'a photograph with a PDF in its comment',
    'polyglot',
    async () => withComment(await photograph(), '%PDF-1.4'),
  ],
  ['a PDF under a password', 'encrypted', () => writtenPdf({ userPassword: 'segreta' })],
  ['a PDF with restrictions', 'encrypted', () => writtenPdf({ ownerPassword: 'x', permissions: {} })],
  [
    'a PDF that runs a script',
    'active',
    () => handmadePdf({ catalog: '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>' }),
  ],
  [
    'a PDF that runs a script under a disguised name',
    'active',
    () => handmadePdf({ catalog: '/OpenAction << /S /J#61vaScr#69pt /J#53 (app.alert(1)) >>' }),
  ],
  [
    'a PDF with a script among packed objects',
    'active',
    () =>
      handmadePdf({
        catalog: '/OpenAction 10 0 R',
        objects: [objectStream('<< /S /JavaScript /JS (app.alert(1)) >>')],
      }),
  ],
  [
    'a PDF whose page runs a script',
    'active',
    () => handmadePdf({ page: '/AA << /O << /S /JavaScript /JS (app.alert(1)) >> >>' }),
  ],
  [
    'a PDF that starts a program',
    'active',
    () => handmadePdf({ catalog: '/OpenAction << /S /Launch /F (cmd.exe) >>' }),
  ],
  [
    'a PDF with a file inside',
    'active',
    () => writtenPdf({}, (pdf) => void pdf.file(Buffer.from('x'), { name: 'x.exe' })),
  ],
  [
    'a PDF form with a program of its own',
    'active',
    () => handmadePdf({ catalog: '/AcroForm << /XFA 4 0 R >>' }),
  ],
  [
    'a PDF of eleven megabytes',
    'too-large',
    async () => Buffer.concat([await writtenPdf(), Buffer.alloc(11 << 20)]),
  ],
  [
    'a photograph of sixteen',
    'too-large',
    async () => Buffer.concat([await photograph(), Buffer.alloc(16 << 20)]),
  ],
];

/** A stream said to be packed two times over. */
function twice(stream: Buffer): string {
  return stream.toString('latin1').replace('/Filter /FlateDecode', '/Filter [/FlateDecode /FlateDecode]');
}

/** A JPEG with a comment behind its first mark. */
function withComment(jpeg: Buffer, comment: string): Buffer {
  const head = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, Buffer.from(comment), jpeg.subarray(2)]);
}

describe('what is refused', () => {
  it.each(samples)('%s, as %s', async (_name, refusal, make) => {
    expect(await inspectFile(await make())).toEqual({ refusal });
  });
});
