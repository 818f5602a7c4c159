import { textOf } from '@/app/_server/form-action';
import { documentLimit } from '@/domain/programme/editing/transfer';

/** The file that was chosen, or the text that was pasted; of a file that is too large, no more than shows it. */
export async function documentFrom(data: FormData): Promise<string> {
  const file = data.get('file');
  if (!(file instanceof File) || file.size === 0) return textOf(data, 'document');
  return file.slice(0, documentLimit + 1).text();
}
