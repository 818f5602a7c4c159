/**
 * One web process in production: `node scripts/serve.mjs -p PORT -H HOST`.
 *
 * It listens when it can answer. The framework's own `next start` takes connections first and keeps whoever comes waiting for
 * seconds, before the gate stands too; a proxy asks another process at once where nothing listens yet.
 *
 * Plain JavaScript, so that it is there without being translated.
 */
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import next from 'next';
import { giveWay } from './gently.mjs';

const begun = performance.now();
const comeForward = giveWay();
const { values } = parseArgs({
  options: {
    port: { type: 'string', short: 'p', default: '3000' },
    host: { type: 'string', short: 'H', default: '0.0.0.0' },
  },
});
const { host } = values;
const port = Number(values.port);
const own = host === '0.0.0.0' ? 'localhost' : host;
// The configuration as it was built: read from its source, it has the compiler loaded, which takes 50 MB and a tenth of a second.
const { config } = JSON.parse(readFileSync('.next/required-server-files.json', 'utf8'));
Object.assign(process.env, {
  PORT: values.port,
  // By it the framework calls itself for the page that an act leads to, and not by the name the request bears.
  __NEXT_PRIVATE_ORIGIN: `http://${own}:${port}`,
  __NEXT_PRIVATE_STANDALONE_CONFIG: JSON.stringify(config),
});

const app = next({ dev: false, hostname: own, port });
await app.prepare();
const answer = app.getRequestHandler();
const answerSafely = (request, response) => {
  answer(request, response).catch((fault) => {
    console.error(fault);
    response.destroy();
  });
};
const server = http.createServer(answerSafely);
// Longer than the proxy in front keeps a connection that rests (nginx: 60 s), or a form that is sent at the moment it is closed
// would be lost.
server.keepAliveTimeout = 75_000;
server.once('error', (fault) => {
  console.error(fault);
  process.exit(1);
});
await visitInside();
comeForward();
server.listen(port, host, () => console.log(`Ready in ${Math.round(performance.now() - begun)} ms`));

/**
 * Asks for what people ask for first where nobody else can: the framework runs `instrumentation.ts`, which puts up the gate, at
 * the first request only, and answers it without; whoever came first would see a fault. And a page that is asked for the first
 * time is loaded and translated for some tenths of a second, which everybody else would wait for.
 */
async function visitInside() {
  const inside = http.createServer(answerSafely).listen(0, '127.0.0.1');
  await once(inside, 'listening');
  const visit = (path) =>
    new Promise((resolve, reject) => {
      const address = { host: '127.0.0.1', port: inside.address().port, path, agent: false };
      const request = http.get(address, (visited) => visited.resume().on('error', reject).on('end', resolve));
      request.on('error', reject);
    });
  // Should one of them ever ask the database, and it not answer, nobody waits for it here.
  const visitSoon = (path) =>
    Promise.race([visit(path), sleep(1_000, undefined, { ref: false })]).catch(() => undefined);
  await visit('/api/health');
  await visit('/accessibilita');
  // What speaks with the engine takes a third of a second of a core to load; what the engine says is not waited for.
  void visitSoon('/api/ready');
  const id = '00000000-0000-7000-8000-000000000000';
  for (const path of [
    ...['/accedi', '/api/auth/csrf', '/domande', `/domande/${id}`, `/domande/${id}/sezioni/beneficiario`],
    ...['/operatore', `/operatore/domande/${id}`, '/assistenza', '/supporto', '/supporto/nessuna'],
    ...['/esercente', '/api/v1/vouchers/nessuno', '/api/v1/vouchers/nessuno/redemptions'],
    ...[`/api/v1/redemptions/${id}/void`, `/api/v1/applications/${id}/submission`],
    `/api/v1/applications/${id}`,
  ]) {
    await visitSoon(path);
  }
  inside.close();
  inside.closeAllConnections();
}

// Asked to end: nobody new, and those who are being answered have their answer (app/_server/gate/closing.ts).
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143 }))
  process.once(signal, () => server.close(() => void app.close().finally(() => process.exit(code))));
