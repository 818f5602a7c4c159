import { publicly } from '@/app/_open/counters';
import { shopsSeconds } from '@/app/_shops/open-data';
import { database } from '@/app/_server/database';
import { openShops } from '@/db/queries/merchants/directory';
import { csvMark, csvRow } from '@/documents/table/csv';

/** The shops that take vouchers today as CSV, a line each; what they sell by its codes, divided by commas. CC BY 4.0. */
export async function GET(): Promise<Response> {
  const shops = await openShops(database());
  const lines = shops.map((shop) =>
    csvRow([
      shop.name,
      shop.merchant,
      shop.address ?? '',
      shop.postalCode ?? '',
      shop.municipality ?? '',
      shop.phone ?? '',
      shop.categories.join(','),
    ]),
  );
  const header = csvRow(['negozio', 'esercente', 'indirizzo', 'cap', 'comune', 'telefono', 'categorie']);
  return new Response([csvMark, header, ...lines].join(''), {
    headers: {
      ...publicly(shopsSeconds),
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': 'attachment; filename="negozi-buoni-spesa.csv"',
    },
  });
}
