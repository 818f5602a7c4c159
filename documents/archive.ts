import { ZipFile } from 'yazl';

/** A file in an archive, by its path in it. */
export interface ArchivedFile {
  path: string;
  bytes: Buffer;
}

/** Puts files together as one zip. Two of one path are told apart by a number. */
export async function writeArchive(files: readonly ArchivedFile[]): Promise<Buffer> {
  const zip = new ZipFile();
  const taken = new Set<string>();
  for (const { path, bytes } of files) {
    let free = path;
    for (let copy = 2; taken.has(free); copy++) free = path.replace(/(\.[^./]*)?$/, ` (${copy})$1`);
    taken.add(free);
    zip.addBuffer(bytes, free);
  }
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
