import path from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from './stack/problem';

/** What `npm start -- …` was asked. */
export interface StartOptions {
  port: number;
  dataDir: string;
  demo: boolean;
  development: boolean;
  /** Seals by a new key from this start on. */
  newKey: boolean;
}

const usage = 'Use npm start -- [--port N] [--data DIR] [--no-demo] [--new-key]';

/** Reads the options. Throws a `Problem` with exit code 2 for one that is unknown or cannot be. */
export function readOptions(args: string[]): StartOptions {
  const { port, data, ...flags } = parse(args);
  const number = Number(port);
  if (!/^\d+$/.test(port) || number < 1 || number > 65_535) {
    throw new Problem(`--port must be a number from 1 to 65535, not "${port}".`, 2);
  }
  if (data === '') throw new Problem('--data must name a folder.', 2);
  return {
    port: number,
    dataDir: path.resolve(data),
    demo: !flags['no-demo'],
    development: flags.dev,
    newKey: flags['new-key'],
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string', default: '3000' },
        data: { type: 'string', default: '.data' },
        'no-demo': { type: 'boolean', default: false },
        'new-key': { type: 'boolean', default: false },
        dev: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    const reason = (error as Error).message.split('. ')[0];
    throw new Problem(`${reason}. ${usage}`, 2);
  }
}
