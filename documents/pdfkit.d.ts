/** What pdfkit 0.20 takes and its published types leave out. */
declare namespace PDFKit.Mixins {
  interface StructureElementOptions {
    /** Of a table's heading cell: what it is the heading of. */
    scope?: 'Row' | 'Column' | undefined;
  }
  interface PDFMarking {
    struct(
      tag: string,
      children: PDFKit.PDFStructureElementChild | PDFKit.PDFStructureElementChild[],
    ): PDFKit.PDFStructureElement;
  }
  interface AnnotationOption {
    /** The element a link belongs to, for who listens to the document. */
    structParent?: PDFKit.PDFStructureElement;
  }
}
