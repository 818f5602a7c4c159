/**
 * `npm run setup:administrator -- --given-name … --family-name … --email …`: the first administrator of an installation that has
 * none. Prints a link, good once, by which that person chooses the password.
 */
import { parseArgs } from 'node:util';
import { appointFirstAdministrator } from '../commands/installation/first-administrator';
import { openDatabase } from '../db/client';
import { withFiles } from '../env';
import { Problem } from './stack/problem';
import { runningStack } from './stack/registry';

const usage =
  'Use npm run setup:administrator -- --given-name NAME --family-name NAME --email ADDRESS [--data DIR]';

const { data, ...answers } = readOptions();
const live = process.env.DATABASE_URL ? withFiles(process.env) : runningStack(data);
const db = openDatabase(live.DATABASE_URL ?? '', 1);
const outcome = await appointFirstAdministrator(db, answers);
await db.$client.end();
if (!outcome.ok) {
  const { error } = outcome;
  throw new Problem(
    error.code === 'invalid'
      ? `${error.faults.map(({ field, code }) => `${field}: ${code}`).join(', ')}. ${usage}`
      : 'Somebody administers this installation already: whoever forgot the password uses "Recupera password".',
  );
}
const { username, token } = outcome.value;
console.log(`Username ${username}. Within 24 hours, once:`);
console.log(`${live.APP_URL ?? 'http://localhost:3000'}/recupera-password/${token}`);
console.log('Give the link to that person alone. At the first entry the second factor is chosen.');

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        'given-name': { type: 'string', default: '' },
        'family-name': { type: 'string', default: '' },
        email: { type: 'string', default: '' },
        data: { type: 'string', default: '.data' },
      },
    });
    const { 'given-name': givenName, 'family-name': familyName, email, data } = values;
    return { givenName, familyName, email, data };
  } catch (error) {
    throw new Problem(`${(error as Error).message.split('. ')[0]}. ${usage}`, 2);
  }
}
