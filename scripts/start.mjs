/** What `npm start` calls: prepares the checkout, then tells the story in `start.ts`. */
process.argv.splice(2, 0, 'scripts/start.ts');
await import('./run.mjs');
