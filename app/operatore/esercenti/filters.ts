import { valueOf, type Query } from '@/app/_server/query';
import type { MerchantFilters } from '@/db/queries/merchants/list';
import { merchantStatuses } from '@/domain/merchant/status';

/** What the address of the list asks for; an unknown state asks for all. */
export const readMerchantFilters = (query: Query): MerchantFilters => ({
  status: merchantStatuses.find((status) => status === valueOf(query, 'stato')) ?? null,
  text: valueOf(query, 'q').slice(0, 100),
});

/** The address of a list, or of its file. */
export function merchantsHref({ status, text }: MerchantFilters, skip = 0, file = ''): string {
  const query = new URLSearchParams({
    ...(status && { stato: status }),
    ...(text && { q: text }),
    ...(skip > 0 && { da: String(skip) }),
  });
  const path = `/operatore/esercenti${file}`;
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
