import { publicly } from '@/app/_open/counters';
import { shopsSeconds } from '@/app/_shops/open-data';
import { database } from '@/app/_server/database';
import { openShops } from '@/db/queries/merchants/directory';
import { ente } from '@/ente';

/** The shops that take vouchers today as JSON, with what one must know to use them. */
export async function GET(): Promise<Response> {
  const shops = await openShops(database());
  const body = {
    publisher: ente.name,
    license: 'https://creativecommons.org/licenses/by/4.0/',
    shops,
  };
  return Response.json(body, { headers: publicly(shopsSeconds) });
}
