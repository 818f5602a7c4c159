import { getTranslations } from 'next-intl/server';
import { csvResponse } from '@/app/_server/csv-response';
import { database } from '@/app/_server/database';
import { spendsPage, type SpendFilter, type SpendRow } from '@/db/queries/spends';
import type { Cell } from '@/documents/table/cell';
import { csv } from '@/documents/table/csv';

/** Spends, all that were asked for, as a file for spreadsheets. */
export async function spendsFile(asked: SpendFilter): Promise<Response> {
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
    // Last, so that the others stay where a merchant's spreadsheet looks for them.
    t('key'),
    t('keyMadeAt'),
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
  spend.key === null ? null : { text: `…${spend.key.ending}` },
  spend.key === null ? null : { moment: spend.key.createdAt },
];
