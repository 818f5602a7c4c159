import path from 'node:path';

interface Started {
  appUrl: string;
  dataDir: string;
  demo: boolean;
  /** True when the site answers to the network and not to this machine alone. */
  open: boolean;
}

const accounts: [username: string, role: string][] = [
  ['cittadino', 'citizen'],
  ['cittadino2', 'citizen'],
  ['cittadino3', 'citizen, with the PIN ASSE-M2NP'],
  ['operatore', 'evaluates applications'],
  ['responsabile', 'second signature'],
  ['esercente', 'merchant'],
  ['esercente2', 'merchant'],
  ['cassiera', 'cashier'],
  ['supporto', 'tickets'],
  ['contactcenter', 'files by phone'],
  ['intermediario', 'files with a mandate'],
  ['amministratore', 'administrator'],
];

/** What the administrator reads when everything runs. */
export function banner({ appUrl, dataDir, demo, open }: Started): string {
  const lines = ['', `  Buoni Spesa is ready: ${appUrl}`, ''];
  if (demo) {
    lines.push('  Demo accounts, all with the password prova-2021-buoni:');
    for (const [username, role] of accounts) lines.push(`    ${username.padEnd(16)}${role}`);
    lines.push('  Till keys: demo-till-1, demo-till-2');
    lines.push(`  SMS and mail sent: ${appUrl}/dev/messaggi`);
    if (open) lines.push('  These accounts are open to the network: for real data start with --no-demo.');
    lines.push('');
  }
  const seconds = ((Date.now() - performance.timeOrigin) / 1000).toFixed(1);
  lines.push(
    `  Data and logs: ${relative(dataDir)}`,
    `  Started in ${seconds} s. Ctrl-C stops everything.`,
    '',
  );
  return lines.join('\n');
}

function relative(folder: string): string {
  const short = path.relative(process.cwd(), folder);
  return short.startsWith('..') ? folder : short;
}
