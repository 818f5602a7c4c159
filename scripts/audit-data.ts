/** `npm run audit:data`: checks every invariant of a live system; exit 1 and the list where one fails. */
import { auditEverything, printReports } from './audit/everything';
import { readOptions } from './options';
import { runningStack } from './stack/registry';

const live = process.env.DATABASE_URL
  ? process.env
  : runningStack(readOptions(process.argv.slice(2)).dataDir);
const reports = await auditEverything(live);
const broken = printReports(reports);
console.log(
  broken === 0 ? 'Every invariant holds.' : `${broken} of ${reports.length} invariants do not hold.`,
);
process.exitCode = broken === 0 ? 0 : 1;
