/** Where a file that came with a ticket stands. */
export const ticketFileStatuses = ['in controllo', 'accettato', 'rifiutato'] as const;

export type TicketFileStatus = (typeof ticketFileStatuses)[number];

/** Files a person may send with one ticket, refused ones included. */
export const ticketFileLimit = 5;
