import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFileName, contentDisposition, servedFileName } from '../../../domain/attachment/file-name';

describe('the name of a file', () => {
  it.each([
    ['ISEE 2026.pdf', 'ISEE 2026.pdf'],
    ['C:\\Documenti\\Lucia\\isee.pdf', 'isee.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['/sdcard/DCIM/IMG_1.HEIC', 'IMG_1.HEIC'],
    ['perché.jpg', 'perché.jpg'],
    ['carta\u202Efdp.exe', 'cartafdp.exe'],
    ['riga\r\nX-Header: 1.pdf', 'rigaX-Header: 1.pdf'],
    ['身份证.png', '身份证.png'],
    ['', 'documento'],
    ['  \u0000 ', 'documento'],
    ['cartella/', 'documento'],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanFileName(given)).toBe(kept);
  });

  it('is what the database takes, whatever came', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const kept = cleanFileName(given);
        expect([...kept].length).toBeGreaterThan(0);
        expect([...kept].length).toBeLessThanOrEqual(150);
        // oxlint-disable-next-line no-control-regex
        expect(kept).not.toMatch(/[/\\\u0000-\u001F\u007F-\u009F\p{Cs}]/u);
        expect(cleanFileName(kept)).toBe(kept);
      }),
    );
  });

  it.each([
    ['IMG_1.HEIC', 'image/jpeg', 'IMG_1.jpg'],
    ['isee.PDF', 'application/pdf', 'isee.pdf'],
    ['foto.png', 'image/jpeg', 'foto.jpg'],
    ['senza', 'image/png', 'senza.png'],
    ['pagina.html', 'application/pdf', 'pagina.pdf'],
    ['.pdf', 'application/pdf', 'documento.pdf'],
    ['v. 1.2 del 3 marzo', 'application/pdf', 'v. 1.2 del 3 marzo.pdf'],
  ] as const)('%s, when it is %s, is served as %s', (name, mediaType, served) => {
    expect(servedFileName(name, mediaType)).toBe(served);
  });
});

describe('the header that names a download', () => {
  it('says the name in full, and in plain letters for old browsers', () => {
    expect(contentDisposition('inline', 'perché "sì".pdf')).toBe(
      `inline; filename="perche _si_.pdf"; filename*=UTF-8''perch%C3%A9%20%22s%C3%AC%22.pdf`,
    );
  });

  it('can be sent, and holds one name, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (given) => {
        const name = servedFileName(cleanFileName(given), 'application/pdf');
        const header = contentDisposition('attachment', name);
        expect(header).toMatch(/^attachment; filename="[\w .-]+"; filename\*=UTF-8''[\w.!~%-]+$/);
        expect(decodeURIComponent(header.split("''")[1] ?? '')).toBe(name);
      }),
    );
  });
});
