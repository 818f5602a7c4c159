/** `npm run start:web` and `npm run start:worker`: one role in production, any number of copies. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { webProcess } from './stack/application';
import { workflowBundle } from './stack/build';
import { checkedEnvironment } from './stack/environment';
import { Problem, run } from './stack/problem';

Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' });
await run(async () => {
  const role = process.argv[2];
  if (role !== 'web' && role !== 'worker') throw new Problem('The role is web or worker.', 2);
  requireEnvironment();
  if (!existsSync('.next/BUILD_ID') || !existsSync(workflowBundle))
    throw new Problem('Run npm run build first.');
  await (role === 'web' ? serve() : import('../worker'));
});

function requireEnvironment(): void {
  const { APP_URL, AUTH_SECRET } = checkedEnvironment(process.env);
  Object.assign(process.env, { NEXTAUTH_URL: APP_URL, NEXTAUTH_SECRET: AUTH_SECRET });
}

async function serve(): Promise<void> {
  const args = [...webProcess, '-p', process.env.PORT ?? '3000', ...process.argv.slice(3)];
  const web = spawn(process.execPath, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => web.kill(signal));
  process.exit(await new Promise<number>((resolve) => web.once('exit', (code) => resolve(code ?? 0))));
}
