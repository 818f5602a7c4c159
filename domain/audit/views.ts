/** What somebody of the Ente looks at and what it is part of. Its row in the log is `view.` and this. */
export const viewSubjects = {
  application: 'application',
  attachment: 'application',
  letter: 'application',
  ticket: 'ticket',
  'ticket-file': 'ticket',
  worklist: 'list',
  queue: 'list',
  'waiting-list': 'programme',
  rehearsal: 'programme',
  batch: 'batch',
  'own-data': 'own-data-request',
  'failed-messages': 'list',
  'failed-message': 'message',
  'pin-letters': 'list',
  'pin-letter': 'letter',
  calls: 'list',
  call: 'call',
  clients: 'list',
  client: 'mandate',
} as const;

export type ViewKind = keyof typeof viewSubjects;

/** Every look the log may tell: pages and files, looks of the desk (`desk_looks`), lists taken away (`exports`). */
export const viewActs = [
  ...(Object.keys(viewSubjects) as ViewKind[]).map((kind) => `view.${kind}` as const),
  'view.export',
  'look.voucher',
  'look.access',
] as const;

export type ViewAct = (typeof viewActs)[number];

/** Looks of one person at one thing within so many minutes are one look. */
export const sameViewMinutes = 10;
