/**
 * Loaded before a server that is measured: writes how late its event loop ran (p99, in milliseconds) since the file was
 * last removed into the file that `CROWD_LAG_FILE` names, four times a second.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const file = process.env.CROWD_LAG_FILE;
if (file) {
  const resolution = 10;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  setInterval(() => {
    if (!existsSync(file)) delay.reset();
    writeFileSync(file, String(Math.max(0, delay.percentile(99) / 1e6 - resolution)));
  }, 250).unref();
}
