/** Downloads the Temporal CLI through the SDK into a folder: `temporal-download.ts VERSION FOLDER`. */
import { Runtime } from '@temporalio/worker';

const [version = '', folder = ''] = process.argv.slice(2);
const runtime = Runtime.instance();
const server = await runtime.createEphemeralServer({
  type: 'dev-server',
  exe: {
    type: 'cached-download',
    downloadDir: folder,
    version,
    ttl: 0,
    sdkName: 'sdk-typescript',
    sdkVersion: '',
  },
  namespace: 'default',
  ip: '127.0.0.1',
  port: null,
  uiPort: null,
  dbFilename: null,
  ui: false,
  log: { format: 'pretty', level: 'error' },
  extraArgs: [],
});
await runtime.shutdownEphemeralServer(server);
process.exit(0);
