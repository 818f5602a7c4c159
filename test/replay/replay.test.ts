import { bundleWorkflowCode, Worker } from '@temporalio/worker';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { given } from '../support/given';
import { keptHistories } from '../support/histories';

const root = path.resolve(import.meta.dirname, '../..');
const histories = keptHistories();

/** Paths that must have a history: what can happen to an application, a programme, a ticket or an attachment. */
const paths = [
  'application-lived',
  'application-rejected',
  'application-draft-discarded',
  'application-submitted-after-reminder',
  'application-overdue',
  'application-expired',
  'application-refilled',
  'application-withdrawn',
  'application-approved-by-letter',
  'inquiry-answered',
  'inquiry-busy',
  'inquiry-given-up',
  'application-waited-and-served',
  'application-waiting-ended',
  'programme-scrolled-and-closed',
  'application-voucher-extended',
  'application-voucher-blocked',
  'application-voucher-reissued',
  'application-voucher-spent-extended',
  'application-voucher-revoked',
  'application-sms-refused',
  'application-clarified',
  'application-clarification-lapsed',
  'application-rejection-announced-observed',
  'application-rejection-announced-lapsed',
  'application-countersigned',
  'application-reviewed',
  'application-annulled',
  'application-escalated',
  'application-heard-at-once',
  'application-told-at-once',
  'ticket-answered',
  'ticket-overdue',
  'ticket-supported-closed',
  'ticket-supported-reopened',
  'ticket-supported-escalated',
  'ticket-supported-silent',
  'ticket-supported-resumed',
  'ticket-supported-merged',
  'ticket-supported-attached',
  'message-delivered',
  'pin-letter-written',
  'pin-ended-before-its-letter',
  'attachment-accepted',
  'attachment-scanned-late',
  'attachment-abandoned',
  'attachment-removed',
  'file-removed',
  'batch-done',
  'ownData-copied',
  'ownData-erased',
  'ownData-extended-and-refused',
  'settlement-refused-and-paid',
  'settlement-empty',
  'settlement-windows-awaited',
  'settlement-overdue',
  'settlement-returned',
  'settlement-openings',
];

describe('histories of running procedures', () => {
  it('are kept for every path', () => {
    expect(histories.map(([name]) => name)).toEqual(expect.arrayContaining(paths));
  });

  it.each(histories)('%s is continued by the present code', async (_name, history) => {
    const workflowBundle = { codePath: given('TEST_WORKFLOW_BUNDLE') };
    await Worker.runReplayHistory({ workflowBundle }, history);
  });

  it('are not continued by code that does something else', async () => {
    const copy = mkdtempSync(path.join(tmpdir(), 'buoni-spesa-mutant-'));
    try {
      for (const room of ['workflows', 'domain'])
        cpSync(path.join(root, room), path.join(copy, room), { recursive: true });
      symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
      const mutated = path.join(copy, 'workflows/application/voucher.ts');
      const code = readFileSync(mutated, 'utf8');
      const changed = code.replace(
        'await file.issueVoucher();',
        'await file.discardDraft();\n  await file.issueVoucher();',
      );
      expect(changed).not.toBe(code);
      writeFileSync(mutated, changed);
      const workflowBundle = await bundleWorkflowCode({
        workflowsPath: path.join(copy, 'workflows/index.ts'),
      });
      const lived = histories.find(([name]) => name === 'application-lived')?.[1];
      await expect(Worker.runReplayHistory({ workflowBundle }, lived)).rejects.toThrow(/[Nn]ondeterminism/);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
});
