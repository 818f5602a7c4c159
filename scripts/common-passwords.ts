/**
 * Makes the list of common passwords that new ones are compared with, from a list of leaked ones with a password on each
 * line, the most used first: `node --import tsx scripts/common-passwords.ts 10-million-password-list-top-1000000.txt`
 * (SecLists). Kept are those our own rule would let pass, as the beginning of their hashes: to be recognised, not read.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { commonPrint, printLength } from '../commands/access/common-passwords';
import { passwordFault } from '../domain/access';

const most = 30_000;
const [list = ''] = process.argv.slice(2);
const passwords = new Set(
  readFileSync(list, 'utf8')
    .split('\n')
    .map((line) => line.trim().toLowerCase())
    .filter((password) => passwordFault(password, []) === null),
);
const prints = [...passwords]
  .slice(0, most)
  .map(commonPrint)
  .toSorted((one, other) => one.compare(other));
const file = {
  source: 'SecLists, Passwords/Common-Credentials, 10 million password list, top 1,000,000',
  licence: 'MIT, Copyright (c) Daniel Miessler',
  bytesEach: printLength,
  prints: Buffer.concat(prints).toString('base64'),
};
writeFileSync('commands/access/common-passwords.json', `${JSON.stringify(file)}\n`);
console.log(`${prints.length} passwords`);
