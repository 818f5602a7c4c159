import { cleanFileName } from '@/domain/attachment/file-name';

/** A file that was chosen and not sent yet. */
export interface Chosen {
  key: number;
  name: string;
  /** What will be sent of it, once it is prepared. */
  content: Promise<Blob>;
  /** Length of what will be sent; null while it is being prepared. */
  bytes: number | null;
  /** Address of the picture, where this browser can show it. */
  preview: string | null;
  /** Code of what can be told to be wrong before a byte is sent. */
  refusal: string | null;
  /** By its name it is none of the sorts we take; its content decides. */
  isOdd: boolean;
}

const usual = /\.(pdf|jpe?g|png|hei[cf])$/i;

let lastKey = 0;

/**
 * The files chosen, each prepared after the one before: a phone has room for one open photograph.
 *
 * @param tell hears what the preparation of each came to
 */
export function choose(
  files: readonly File[],
  tell: (key: number, news: Pick<Chosen, 'bytes' | 'preview' | 'refusal'>) => void,
): Chosen[] {
  const tools = import('./prepare');
  let turn: Promise<unknown> = tools;
  return files.map((file) => {
    const key = ++lastKey;
    const content = turn
      .then(async () => {
        const { prepare, judge } = await tools;
        const { content: prepared, isPicture } = await prepare(file);
        const preview = isPicture ? URL.createObjectURL(prepared) : null;
        tell(key, { bytes: prepared.size, preview, refusal: judge(prepared) });
        return prepared;
      })
      // Without its tools a file goes as it is.
      .catch((): Blob => file);
    turn = content;
    const isOdd = !usual.test(file.name);
    return { key, name: file.name, content, bytes: null, preview: null, refusal: null, isOdd };
  });
}

/** An upload that stopped before its end, as the server keeps it. */
export interface Interrupted {
  id: string;
  kind: string;
  fileName: string;
  /** Null where only the browser that sent it knew: such a one cannot go on. */
  declaredBytes: number | null;
  receivedBytes: number;
}

/** Whether a file, prepared, is the one of an upload that stopped: by name and length. */
export const isSameFile = (
  { fileName, declaredBytes }: Interrupted,
  { name, bytes }: { name: string; bytes: number | null },
): boolean => cleanFileName(name) === fileName && bytes !== null && bytes === declaredBytes;
