/** The demo's identity provider as a process of its own: `serve.ts PORT APP_URL…`. */
import { startDemoProvider } from './provider';

const [port = '', ...appUrls] = process.argv.slice(2);
await startDemoProvider({ port: Number(port), appUrls });
process.send?.('ready');
