/** Reads the QR codes of a picture: the text of each. */
export type ReadCodes = (source: HTMLVideoElement) => Promise<string[]>;

interface Detector {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>;
}

interface DetectorClass {
  new (options: { formats: ['qr_code'] }): Detector;
  getSupportedFormats: () => Promise<readonly string[]>;
}

/** Where the browser reads QR codes by itself it is asked to; elsewhere a reader is loaded from this very site. */
export async function openDetector(): Promise<ReadCodes> {
  const native = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  const reads: readonly string[] = (await native?.getSupportedFormats().catch(() => [])) ?? [];
  const Chosen = native && reads.includes('qr_code') ? native : await loadedDetector();
  const detector = new Chosen({ formats: ['qr_code'] });
  return async (source) => (await detector.detect(source)).map(({ rawValue }) => rawValue);
}

async function loadedDetector(): Promise<DetectorClass> {
  const { BarcodeDetector, prepareZXingModule } = await import('barcode-detector/ponyfill');
  // By itself it would fetch its program from a public network of copies.
  const program = new URL('../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm', import.meta.url);
  prepareZXingModule({ overrides: { locateFile: () => program.href } });
  return BarcodeDetector as unknown as DetectorClass;
}
