/** `npm run build`: what the production roles serve. */
import { buildWeb, buildWorkflows } from './stack/build';

await buildWorkflows();
await buildWeb();
