import { invalid, type Refusal } from '../refusal';
import { limitFigures } from './limits';

/** What the inspection refuses; recorded with the file and told to whoever attached it. */
export const inspectionRefusals = [
  'empty',
  'too-large',
  /** By its content it is none of PDF, JPEG, PNG, HEIC. */
  'type',
  'damaged',
  /** Too many pixels, or it unpacks beyond reason. */
  'bomb',
  /** More than one format in one file. */
  'polyglot',
  /** A PDF under a password or with restrictions. */
  'encrypted',
  /** A PDF with scripts, programs to launch, or files inside. */
  'active',
  'infected',
] as const;

export type InspectionRefusal = (typeof inspectionRefusals)[number];

/** Refused before anything is kept; `kind` and `no-file` say what was left out of the form, `interrupted` that it broke off. */
export const uploadRefusals = [
  'empty',
  'too-large',
  'too-many',
  'total-too-large',
  'kind',
  'no-file',
  'interrupted',
] as const;

export type UploadRefusal = (typeof uploadRefusals)[number];

export type AttachmentRefusal = InspectionRefusal | UploadRefusal;

/** The key of a refusal's sentence in the catalogue; every sentence may name the figures of `limitFigures`. */
export const attachmentFault = (refusal: AttachmentRefusal): string => `attachment-${refusal}`;

/** The refusal of an upload, by the field it concerns. */
export const refusedUpload = (refusal: UploadRefusal): Refusal =>
  invalid(refusal === 'kind' ? 'kind' : 'file', attachmentFault(refusal), limitFigures);
