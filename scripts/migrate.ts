/** `npm run migrate`: brings the database to the schema of this release, and seals what a release before left in clear. */
import { migrate } from '../db/migrate';
import { checkedEnvironment, takeFiles } from './stack/environment';
import { step } from './stack/progress';
import { sealThroughout } from './stack/sealing';

takeFiles();
const { DATABASE_URL } = checkedEnvironment(process.env);
await step('Database schema', () => migrate(DATABASE_URL));
await step('Sealed columns', () => sealThroughout(DATABASE_URL));
