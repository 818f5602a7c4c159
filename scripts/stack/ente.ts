import { existsSync } from 'node:fs';
import path from 'node:path';
import { enteSchema } from '../../domain/ente.schema';
import { ente } from '../../ente';
import { Problem } from './problem';

/** Judges the Ente's file before anything is built of it. Throws a `Problem` that lists all that is wrong. */
export function checkEnte(data: unknown = ente): void {
  const { data: judged, error } = enteSchema.safeParse(data);
  const wrong = (error?.issues ?? []).map(({ path: at, message }) => `${at.join('.')} ${message}`);
  if (judged && !existsSync(path.join('public', judged.logo))) wrong.push(`logo is not below public/`);
  if (wrong.length === 0) return;
  throw new Problem(`ente.json is not right:\n${wrong.map((each) => `  ${each}`).join('\n')}`);
}
