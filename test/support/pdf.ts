import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** An element of a document's structure, with the text that stands in it and in no element of its own. */
export interface PdfElement {
  role: string;
  text: string;
  children: PdfElement[];
}

/** A PDF as another program than ours reads it. */
export interface ReadPdf {
  title: string;
  author: string;
  language: string;
  /** The part of ISO 14289 it declares. */
  ua: string | null;
  marked: boolean;
  pages: number;
  bookmarks: string[];
  /** The structure of all pages, one after the other. */
  /** The structure, page by page. */
  elements: PdfElement[];
  /** The text that belongs to no element: what repeats on each page. */
  artifacts: string[];
  links: string[];
}

interface Node {
  role?: string;
  type?: string;
  id?: string;
  children?: Node[];
}

export async function readPdf(bytes: Buffer): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const pdf = await task.promise;
  const { info, metadata } = await pdf.getMetadata();
  const facts = info as Record<string, string>;
  const read: ReadPdf = {
    title: facts.Title ?? '',
    author: facts.Author ?? '',
    language: facts.Language ?? '',
    ua: metadata?.get('pdfuaid:part') ?? null,
    marked: (await pdf.getMarkInfo())?.Marked ?? false,
    pages: pdf.numPages,
    bookmarks: ((await pdf.getOutline()) ?? []).map(({ title }) => title),
    elements: [],
    artifacts: [],
    links: [],
  };
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { texts, artifacts } = await textsOf(page);
    read.artifacts.push(...artifacts);
    const tree = (await page.getStructTree()) as Node | null;
    read.elements.push(...(tree?.children ?? []).map((child) => elementOf(child, texts)));
    const annotations = (await page.getAnnotations()) as { url?: string }[];
    read.links.push(...annotations.flatMap(({ url }) => url ?? []));
  }
  await task.destroy();
  return read;
}

interface Item {
  type?: string;
  /** Null in an artifact. */
  id?: string | null;
  str?: string;
  hasEOL?: boolean;
}

/** The text of each marked content by its id, and that of none. */
async function textsOf(page: { getTextContent: (options: object) => Promise<{ items: object[] }> }) {
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const texts = new Map<string, string>();
  const artifacts: string[] = [];
  const open: string[] = [];
  for (const { type, id, str, hasEOL } of items as Item[]) {
    if (type?.startsWith('begin')) open.push(id ?? '');
    else if (type === 'endMarkedContent') open.pop();
    else {
      const inside = open.at(-1) ?? '';
      if (inside === '') artifacts.push(str ?? '');
      else texts.set(inside, (texts.get(inside) ?? '') + (str ?? '') + (hasEOL ? '\n' : ''));
    }
  }
  return { texts, artifacts: artifacts.filter((each) => each.trim() !== '') };
}

function elementOf({ role = '', children = [] }: Node, texts: ReadonlyMap<string, string>): PdfElement {
  const own = children.filter(({ type }) => type === 'content').map(({ id }) => texts.get(id ?? '') ?? '');
  return {
    role,
    text: own.join('').trim(),
    children: children.filter(isHere).map((child) => elementOf(child, texts)),
  };
}

/** The structure of a page names elements that stand on others too, but leaves them empty. */
const isHere = ({ role, children = [] }: Node): boolean =>
  role !== undefined && children.some((child) => child.type === 'content' || isHere(child));

/** The elements of a role, wherever they stand. */
export const elementsOf = (elements: readonly PdfElement[], role: string): PdfElement[] =>
  elements.flatMap((element) => [
    ...(element.role === role ? [element] : []),
    ...elementsOf(element.children, role),
  ]);
