import { randomBytes } from 'node:crypto';
import { codeFromBytes } from '../domain/code';

/** A code that cannot be foreseen, for people to read out. */
export function randomCode(length: number): string {
  for (;;) {
    const code = codeFromBytes(randomBytes(length * 4), length);
    if (code !== null) return code;
  }
}
