import { listCsv } from '@/app/_settlement/files';
import { ownSettlement } from '../own';

/** The numbered list of the merchant's statement. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return listCsv((await ownSettlement(params)).file);
}
