import { notePdf } from '@/app/_settlement/files';
import { ownSettlement } from '../own';

/** The merchant's note, as it was presented. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return notePdf((await ownSettlement(params)).file);
}
