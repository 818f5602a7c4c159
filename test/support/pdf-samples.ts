import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';

type PdfOptions = NonNullable<ConstructorParameters<typeof PDFDocument>[0]>;
type Pdf = InstanceType<typeof PDFDocument>;

/** A PDF as programs write it, with one page and what else is drawn into it. */
export function writtenPdf(
  options: PdfOptions = {},
  draw: (pdf: Pdf) => void = () => undefined,
): Promise<Buffer> {
  return new Promise((resolve) => {
    const pdf = new PDFDocument({ size: 'A4', ...options });
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.text('Attestazione ISEE');
    draw(pdf);
    pdf.end();
  });
}

const catalog = (extra: string): string => `<< /Type /Catalog /Pages 2 0 R ${extra} >>`;
const pages = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
const page = (extra: string): string => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] ${extra} >>`;

/** A PDF written by hand, with something in its catalogue, on its page, or in more objects (from number 4). */
export function handmadePdf(
  extra: { catalog?: string; page?: string; objects?: (string | Buffer)[] } = {},
): Buffer {
  const objects = [catalog(extra.catalog ?? ''), pages, page(extra.page ?? ''), ...(extra.objects ?? [])];
  const chunks = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  const length = (): number => chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  objects.forEach((object, index) => {
    offsets.push(length());
    chunks.push(Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n'));
  });
  const start = length();
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  chunks.push(
    Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${entries}`),
    Buffer.from(`trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`),
  );
  return Buffer.concat(chunks);
}

/** A stream object packed by Flate. */
export function packedStream(content: Buffer | string, entries = ''): Buffer {
  return streamOf(deflateSync(content), `/Filter /FlateDecode ${entries}`);
}

/** A stream object of bytes that are packed already. */
export function streamOf(data: Buffer, entries: string): Buffer {
  return Buffer.concat([
    Buffer.from(`<< /Length ${data.length} ${entries} >>\nstream\n`),
    data,
    Buffer.from('\nendstream'),
  ]);
}
