/**
 * `npm run audit:dependencies`: no package is older than `.ci/minimum-versions.json` says, the registry knows of nothing
 * serious in what is used, and what people run is listed in `build/sbom.cdx.json` (CycloneDX).
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { belowMinimum, type Locked, type Minimum } from './dependencies/minimums';
import { Problem } from './stack/problem';

checkMinimums();
askRegistry();
writeBill();

function checkMinimums(): void {
  const { packages } = read<{ packages: Locked }>('package-lock.json');
  const minimums = read<Record<string, Minimum>>('.ci/minimum-versions.json');
  const faults = belowMinimum(packages, minimums);
  if (faults.length > 0) throw new Problem(faults.join('\n'));
  console.log(`✓ ${Object.keys(minimums).length} packages are as new as they must be`);
}

/** A mirror that answers no such question is said so, and is no reason to stop: the table above has been checked. */
function askRegistry(): void {
  const { stdout, status } = npm('audit', '--audit-level=high', '--json');
  const answer = parsed<{ metadata?: { vulnerabilities?: Record<string, number> }; message?: string }>(
    stdout,
  );
  const found = answer?.metadata?.vulnerabilities;
  if (!found) {
    console.log(
      `! The registry does not answer npm audit (${answer?.message ?? 'no answer'}): ask another one before a release.`,
    );
    return;
  }
  if (status !== 0)
    throw new Problem(
      `npm audit knows of ${found.high ?? 0} high and ${found.critical ?? 0} critical faults.`,
    );
  console.log('✓ the registry knows of nothing high or critical');
}

/** The tools of development stay out: they are on no machine that serves people. */
function writeBill(): void {
  const { stdout, stderr, status } = npm('sbom', '--sbom-format=cyclonedx', '--omit=dev');
  const bill = parsed<{
    bomFormat?: string;
    components?: { name: string; version: string; purl?: string }[];
  }>(stdout);
  const components = bill?.components ?? [];
  if (status !== 0 || bill?.bomFormat !== 'CycloneDX' || !components.some(({ name }) => name === 'next'))
    throw new Problem(`The bill of materials could not be written: ${stderr.trim()}`);
  const unnamed = components.filter(({ version, purl }) => !version || !purl);
  if (unnamed.length > 0)
    throw new Problem(`Without a version or an address: ${unnamed.map(({ name }) => name).join(', ')}`);
  mkdirSync('build', { recursive: true });
  writeFileSync('build/sbom.cdx.json', stdout);
  console.log(`✓ build/sbom.cdx.json lists ${components.length} packages`);
}

function npm(...args: string[]) {
  return spawnSync('npm', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, timeout: 120_000 });
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

function parsed<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}
