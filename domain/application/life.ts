import type { Instant } from '../calendar';
import type { ApplicationEvent, EventOf } from './events';
import { statusAfter, type ApplicationStatus } from './status';

/** What a workflow remembers of an application: the fold of its events, with the terms that are running. */
export interface Life {
  status: ApplicationStatus;
  draft: Omit<EventOf<'opened'>, 'kind'>;
  review: Omit<EventOf<'submitted'>, 'kind'> | null;
  voucher: VoucherLife | null;
}

export interface VoucherLife {
  id: string;
  status: 'attivo' | 'esaurito' | 'scaduto';
  noticesAt: Instant[];
  expiresAt: Instant;
  /** When an exhausted voucher can no longer be refilled by a void. */
  closesAt: Instant | null;
}

/** The life after an event. Throws where the event cannot follow: the workflow would otherwise act on a wrong story. */
export function lifeAfter(life: Life | null, event: ApplicationEvent): Life {
  const status = statusAfter(life?.status ?? null, event.kind);
  if (status === null)
    throw new Error(`event ${event.kind} cannot follow in state ${life?.status ?? 'none'}`);
  if (event.kind === 'opened') {
    const { kind: _, ...draft } = event;
    return { status, draft, review: null, voucher: null };
  }
  if (life === null) throw new Error('a life begins with its opening');
  const voucher = voucherAfter(life.voucher, event);
  if (event.kind !== 'submitted') return { ...life, status, voucher };
  const { kind: _, ...review } = event;
  return { ...life, status, voucher, review };
}

function voucherAfter(voucher: VoucherLife | null, event: ApplicationEvent): VoucherLife | null {
  switch (event.kind) {
    case 'voucher-issued': {
      const { voucherId: id, noticesAt, expiresAt } = event;
      return { id, status: 'attivo', noticesAt, expiresAt, closesAt: null };
    }
    case 'voucher-exhausted':
      return { ...issued(voucher, event), status: 'esaurito', closesAt: event.closesAt };
    case 'voucher-replenished':
      return { ...issued(voucher, event), status: 'attivo', closesAt: null };
    case 'voucher-expired':
      return { ...issued(voucher, event), status: 'scaduto' };
    case 'opened':
    case 'submitted':
    case 'taken-in-charge':
    case 'approved':
    case 'rejected':
    case 'withdrawn':
    case 'discarded':
      return voucher;
  }
}

function issued(voucher: VoucherLife | null, { kind }: ApplicationEvent): VoucherLife {
  if (voucher === null) throw new Error(`event ${kind} cannot follow before a voucher is issued`);
  return voucher;
}
