/** The words the upload says in the browser. Placeholders are `{name}`. */
export interface UploadTexts {
  kind: string;
  file: string;
  fileHint: string;
  photograph: string;
  upload: string;
  preparing: string;
  oddType: string;
  arrivals: string;
  queued: string;
  progress: string;
  offline: string;
  stuck: string;
  expired: string;
  signIn: string;
  retry: string;
  cancel: string;
  close: string;
  interrupted: string;
  resume: string;
  resumeHint: string;
  otherFile: string;
  saidStart: string;
  saidHalf: string;
  saidEnd: string;
  /** The sentence of each refusal, by its code. */
  refusals: Record<string, string>;
}

/** Fills the placeholders of a text. */
export const fill = (text: string, params: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
