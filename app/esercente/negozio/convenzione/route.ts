import { agreementFile } from '@/app/_merchants/agreement-file';
import { ownArea } from '@/app/_merchants/area';

/** The merchant's own agreement, to print and sign. */
export async function GET(): Promise<Response> {
  return agreementFile(await ownArea('/convenzione'));
}
