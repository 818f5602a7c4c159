import { listCsv } from '@/app/_settlement/files';
import { officeSettlement } from '../of';

/** The numbered list of a merchant's statement. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return listCsv((await officeSettlement(params)).file);
}
