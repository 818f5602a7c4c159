/** What a ticket may be linked to: an application, its voucher, another ticket about the same thing. */
export const ticketLinkKinds = ['application', 'voucher', 'ticket'] as const;

export type TicketLinkKind = (typeof ticketLinkKinds)[number];
