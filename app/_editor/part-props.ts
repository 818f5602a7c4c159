import type { ReactNode } from 'react';
import type { Fields } from '@/domain/programme/editing/fields';
import type { Part } from '@/domain/programme/editing/parts';
import type { EditorSection } from '@/domain/programme/editing/sections';
import type { EditorWords } from './words';

/** What every part of the form is drawn from. */
export type PartProps<P extends Part = Part> = {
  section: EditorSection;
  /** The last word of the part's name, by which the catalogue calls it. */
  leaf: string;
  part: P;
  /** The part's whole name. */
  at: string;
  fields: Fields;
  words: EditorWords;
  /** Draws the parts within this one. */
  Draw: (props: PartProps) => ReactNode;
};
