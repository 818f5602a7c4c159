import { agreementFile } from '@/app/_merchants/agreement-file';
import { officeArea } from '@/app/_merchants/area';

/** The agreement of a merchant, to print and sign, for the office. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return agreementFile(await officeArea((await params).id, '/convenzione'));
}
