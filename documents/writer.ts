import { choose, unknownLetter, type Weight } from './letters';

const size = { body: 11, small: 9.5, title: 22, heading: 14 } as const;
const ink = '#17324d';
const rule = '#c5c7c9';
const gap = 6;
/** Between columns. */
const gutter = 14;

interface Style {
  size?: number;
  weight?: Weight;
  color?: string;
}

/** A cell of a table. */
export interface Cell extends Style {
  text: string;
  /** A heading of its row or of its column. */
  scope?: 'Row' | 'Column';
  align?: 'left' | 'right';
}

/** Puts tagged content on the pages of a document, from top to bottom. Each method adds one element of its structure. */
export class Writer {
  private readonly root: PDFKit.PDFStructureElement;
  /** Whether the mark of an unwritable letter was used since it was last explained. */
  private unexplained = false;

  /** @param unwritable the sentence that explains the mark of a letter that cannot be printed */
  constructor(
    private readonly pdf: PDFKit.PDFDocument,
    private readonly color: string,
    private readonly unwritable: string,
  ) {
    this.root = pdf.struct('Document');
    pdf.addStructure(this.root);
  }

  letterhead(name: string, address: string): void {
    this.block('P', name, { weight: 'bold', size: 15, color: this.color });
    this.block('P', address, { size: size.small });
    this.pdf.y += gap;
    this.line(1.5, this.color);
    this.pdf.y += gap * 3;
  }

  /** The name of the document, once, at its head. */
  title(text: string): void {
    this.pdf.outline.addItem(text);
    this.block('H1', text, { weight: 'bold', size: size.title, color: this.color });
    this.pdf.y += gap;
  }

  heading(text: string): void {
    this.pdf.y += gap * 1.5;
    // A heading at the foot of a page would be parted from what it is over.
    if (this.pdf.y + size.heading * 5 > this.pdf.page.maxY()) this.pdf.addPage();
    this.pdf.outline.addItem(text);
    this.block('H2', text, { weight: 'bold', size: size.heading, color: this.color });
    this.pdf.y += gap / 2;
  }

  paragraph(text: string): void {
    this.block('P', text);
    this.pdf.y += gap;
    this.explain();
  }

  /** A paragraph in smaller letters. */
  note(text: string): void {
    this.block('P', text, { size: size.small });
    this.pdf.y += gap;
    this.explain();
  }

  /** An address that opens, with the words before it. */
  link(words: string, address: string): void {
    const { pdf } = this;
    this.block('P', words);
    this.keepTogether(this.heightOf({ text: address }, this.width));
    const { text } = choose(pdf, 'regular', address);
    const top = pdf.y;
    const link = pdf.struct('Link');
    const paragraph = pdf.struct('P');
    this.root.add(paragraph);
    paragraph.add(link);
    link.add(() => pdf.fontSize(size.body).fillColor(this.color).text(text, { underline: true }));
    // A String object is written as text, a bare string as a name of PDF.
    const Contents = new String(address) as string;
    const width = pdf.widthOfString(text);
    pdf.link(pdf.x, top, width, pdf.y - top, address, { structParent: link, Contents });
    link.end();
    paragraph.end();
    pdf.y += gap;
  }

  /** Steps in their order. */
  list(items: readonly string[]): void {
    const list = this.pdf.struct('L');
    this.root.add(list);
    for (const [index, item] of items.entries()) this.listItem(list, `${index + 1}.`, item);
    list.end();
    this.pdf.y += gap;
    this.explain();
  }

  private listItem(list: PDFKit.PDFStructureElement, label: string, text: string): void {
    const { pdf } = this;
    const { left } = pdf.page.margins;
    const item = pdf.struct('LI');
    list.add(item);
    this.keepTogether(this.heightOf({ text }, this.width - 18));
    const top = pdf.y;
    item.add(this.element('Lbl', { text: label }, { x: left, y: top, width: 18 }));
    item.add(this.element('LBody', { text }, { x: left + 18, y: top, width: this.width - 18 }));
    item.end();
    pdf.x = left;
    pdf.y += gap / 2;
  }

  /** Names and values: a table of two columns whose rows are headed by the names. */
  facts(rows: readonly (readonly [name: string, value: string, style?: Style])[]): void {
    this.table(
      [0.34, 0.66],
      rows.map(([name, value, style]) => [
        { text: name, scope: 'Row' },
        { text: value, weight: 'bold', ...style },
      ]),
    );
  }

  /**
   * A table. A row stays on one page; the head is repeated on each page the table runs over.
   *
   * @param shares of the width, one for each column, making 1 together
   * @param head the headings of the columns
   */
  table(shares: readonly number[], rows: readonly (readonly Cell[])[], head?: readonly Cell[]): void {
    const { pdf } = this;
    const table = pdf.struct('Table');
    this.root.add(table);
    if (head) this.row(table, shares, head);
    for (const row of rows) {
      if (pdf.y + this.rowHeight(shares, row) > pdf.page.maxY()) {
        pdf.addPage();
        if (head) this.repeat(shares, head);
      }
      this.row(table, shares, row);
    }
    table.end();
    pdf.y += gap * 1.5;
    this.explain();
  }

  /** The head again, at the top of another page: who listens has heard it. */
  private repeat(shares: readonly number[], head: readonly Cell[]): void {
    this.artifact(() => this.cells(shares, head, (cell, place) => this.draw(cell, place)));
    this.line(0.5, rule);
  }

  private row(table: PDFKit.PDFStructureElement, shares: readonly number[], cells: readonly Cell[]): void {
    const row = this.pdf.struct('TR');
    table.add(row);
    this.cells(shares, cells, (cell, place) => row.add(this.element(cell.scope ? 'TH' : 'TD', cell, place)));
    row.end();
    this.line(0.5, rule);
  }

  /** Puts cells side by side and goes below the tallest. */
  private cells(
    shares: readonly number[],
    cells: readonly Cell[],
    put: (cell: Cell, place: Place) => void,
  ): void {
    const { pdf } = this;
    const { left } = pdf.page.margins;
    const top = pdf.y;
    const bottom = top + this.rowHeight(shares, cells);
    let x = left;
    for (const [index, cell] of cells.entries()) {
      const width = this.columnWidth(shares, index);
      put(cell, { x, y: top + gap / 2 + this.descent(cell), width: width - gutter });
      x += width;
    }
    pdf.x = left;
    pdf.y = bottom;
  }

  private rowHeight(shares: readonly number[], cells: readonly Cell[]): number {
    const heights = cells.map(
      (cell, index) => this.descent(cell) + this.heightOf(cell, this.columnWidth(shares, index) - gutter),
    );
    return Math.max(...heights) + gap;
  }

  private columnWidth(shares: readonly number[], index: number): number {
    return (shares[index] ?? 0) * this.width;
  }

  /** How far smaller letters go down to stand on the line of the body's: about three quarters of a line are above it. */
  private descent({ text, ...style }: Cell): number {
    const lineOf = (weight: Weight, letters: string, height: number): number => {
      choose(this.pdf, weight, letters);
      return this.pdf.fontSize(height).currentLineHeight(true);
    };
    const own = lineOf(style.weight ?? 'regular', text, style.size ?? size.body);
    return Math.max(0, 0.76 * (lineOf('regular', '', size.body) - own));
  }

  /** Ends the structure: nothing can be added after. */
  end(): void {
    this.root.end();
  }

  private get width(): number {
    const { width, margins } = this.pdf.page;
    return width - margins.left - margins.right;
  }

  private block(tag: string, text: string, style: Style = {}): void {
    const { pdf } = this;
    const x = pdf.page.margins.left;
    this.root.add(this.element(tag, { text, ...style }, { x, y: pdf.y, width: this.width }));
  }

  /** An element with text in it, drawn when it is added to one that stands on the page. */
  private element(tag: string, cell: Cell, place: Place): PDFKit.PDFStructureElement {
    const { text, actual } = choose(this.pdf, cell.weight ?? 'regular', cell.text);
    if (actual !== undefined && text.includes(unknownLetter)) this.unexplained = true;
    const options = { scope: cell.scope, ...(actual === undefined ? {} : { actual }) };
    return this.pdf.struct(tag, options, () => this.draw(cell, place));
  }

  private draw({ text, align = 'left', ...style }: Cell, { x, y, width }: Place): void {
    const lettering = choose(this.pdf, style.weight ?? 'regular', text);
    this.pdf
      .fontSize(style.size ?? size.body)
      .fillColor(style.color ?? ink)
      .text(lettering.text, x, y, { width, align });
  }

  private heightOf({ text, ...style }: Cell, width: number): number {
    const lettering = choose(this.pdf, style.weight ?? 'regular', text);
    return this.pdf.fontSize(style.size ?? size.body).heightOfString(lettering.text, { width });
  }

  private keepTogether(height: number): void {
    if (this.pdf.y + height > this.pdf.page.maxY()) this.pdf.addPage();
  }

  private line(thickness: number, color: string): void {
    const { pdf } = this;
    const { left } = pdf.page.margins;
    this.artifact(() =>
      pdf
        .moveTo(left, pdf.y)
        .lineTo(left + this.width, pdf.y)
        .lineWidth(thickness)
        .stroke(color),
    );
  }

  /** Draws what only the eye needs. */
  private artifact(draw: () => void): void {
    this.pdf.markContent('Artifact', { type: 'Layout' });
    draw();
    this.pdf.endMarkedContent();
  }

  private explain(): void {
    if (!this.unexplained) return;
    this.unexplained = false;
    this.note(this.unwritable);
  }
}

interface Place {
  x: number;
  y: number;
  /** In points, as all lengths. */
  width: number;
}
