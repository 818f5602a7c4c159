import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { csvResponse } from '@/app/_server/csv-response';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { tillPlace } from '@/app/_till/place';
import { spendsPage, type SpendFilter, type SpendRow } from '@/db/queries/spends';
import type { Cell } from '@/documents/table/cell';
import { csv } from '@/documents/table/csv';
import { merchantRoles } from '@/domain/roles';
import { askedSpends } from '../asked';

/** The spends of the movements' page, all of its pages, as a file for spreadsheets. */
export async function GET(request: Request): Promise<Response> {
  const place = await tillPlace(await requireUser('/esercente/movimenti', ...merchantRoles));
  if (!place) notFound();
  const asked = await askedSpends(Object.fromEntries(new URL(request.url).searchParams), place);
  const t = await getTranslations('till.movements');
  const headers = [
    t('at'),
    t('shop'),
    t('by'),
    t('code'),
    t('receipt'),
    t('amount'),
    t('voidedAt'),
    t('voidReason'),
    t('number'),
  ];
  const name = `movimenti-${asked.from}-${asked.to}.csv`;
  return csvResponse(name, textOf(csv({ name, headers, rows: rowsOf(asked) })));
}

async function* textOf(parts: AsyncIterable<Buffer>): AsyncGenerator<string> {
  for await (const part of parts) yield part.toString('utf8');
}

const batch = 500;

async function* rowsOf(asked: SpendFilter): AsyncGenerator<Cell[][]> {
  for (let after: string | undefined, more = true; more;) {
    const spends = await spendsPage(database(), asked, { after, limit: batch });
    yield spends.map(cellsOf);
    after = spends.at(-1)?.id;
    more = spends.length === batch;
  }
}

const cellsOf = (spend: SpendRow): Cell[] => [
  { moment: spend.at },
  { text: spend.shop },
  { text: spend.by },
  { text: `…${spend.codeEnd}` },
  spend.receiptNumber === null ? null : { text: spend.receiptNumber },
  { cents: spend.amountCents },
  spend.voidedAt === null ? null : { moment: spend.voidedAt },
  spend.voidReason === null ? null : { text: spend.voidReason },
  { text: spend.id },
];
