import { getTranslations } from 'next-intl/server';
import { budgetHref } from '@/app/_budget/address';
import { programmeOf } from '@/app/_budget/facts';
import { csvResponse } from '@/app/_server/csv-response';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { movementsOf, type Movement } from '@/db/queries/movements';
import { csvLines } from '@/documents/table/csv';
import { writeRegistration } from '@/domain/application/registration';
import { writeMoment } from '@/domain/calendar';
import { transferKinds, type TransferKind } from '@/domain/ledger';
import { formatEuro } from '@/domain/money';

type Props = { params: Promise<{ id: string }> };

/** Movements read at a time. */
const batch = 1000;

/** All movements of a programme, or those of one kind, as a file of any length. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { id } = await params;
  await requireUser(budgetHref(id, '/movimenti'), 'operatore', 'responsabile');
  const [t, programme] = await Promise.all([getTranslations('budget'), programmeOf(id)]);
  const kind = kindOf(new URL(request.url).searchParams.get('tipo'));
  const header = [t('movements.at'), t('movements.kind'), t('movements.application'), t('tables.amount')];
  async function* rows(): AsyncGenerator<string[]> {
    yield header;
    for await (const { at, kind: own, application, amountCents } of everyMovement(programme.id, kind)) {
      const { year, number } = application ?? { year: null, number: null };
      const registration = year && number ? writeRegistration({ year, number }) : '';
      yield [writeMoment(at), t(`kinds.${own}`), registration, formatEuro(amountCents)];
    }
  }
  return csvResponse(`${programme.slug}-movimenti.csv`, csvLines(rows()));
}

const kindOf = (text: string | null): TransferKind | undefined =>
  (Object.keys(transferKinds) as TransferKind[]).find((each) => each === text);

async function* everyMovement(programmeId: string, kind?: TransferKind): AsyncGenerator<Movement> {
  for (let after: string | undefined; ;) {
    const page = await movementsOf(database(), programmeId, { kind, after, limit: batch });
    yield* page;
    after = page.at(-1)?.id;
    if (page.length < batch) return;
  }
}
