import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const root = path.resolve(import.meta.dirname, '../..');

/** Other code in place of what stands in a file below `workflows/`. */
export interface Change {
  file: string;
  from: string;
  to: string;
}

/**
 * Bundles the workflows as they would be after changes, which must all find what they change.
 *
 * @returns the code of the bundle
 */
export async function changedWorkflows(...changes: Change[]): Promise<string> {
  const copy = mkdtempSync(path.join(tmpdir(), 'buoni-spesa-changed-'));
  try {
    for (const room of ['workflows', 'domain', 'keys'])
      cpSync(path.join(root, room), path.join(copy, room), { recursive: true });
    symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
    for (const { file, from, to } of changes) {
      const target = path.join(copy, 'workflows', file);
      const code = readFileSync(target, 'utf8');
      if (!code.includes(from)) throw new Error(`there is no ${from} in workflows/${file}`);
      writeFileSync(target, code.replace(from, to));
    }
    const { code } = await bundleWorkflowCode({
      workflowsPath: path.join(copy, 'workflows/index.ts'),
      failureConverterPath: path.join(copy, 'keys/failure-converter.cjs'),
      logger: new DefaultLogger('ERROR'),
    });
    return code;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
