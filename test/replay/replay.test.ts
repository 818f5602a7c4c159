import path from 'node:path';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { describe, expect, it } from 'vitest';
import { changedWorkflows } from '../support/changed-workflows';
import { given } from '../support/given';
import { keptHistories, type KeptHistory } from '../support/histories';

const histories = keptHistories();

/** Paths that must have a history: what can happen to an application, a programme, a ticket or an attachment. */
const paths = [
  'application-lived',
  'application-continued-as-new',
  'application-carried',
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
  'programme-continued-as-new',
  'programme-carried',
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
  'ticket-supported-noted-when-over',
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

// What is broken on purpose is loud; what the test looks at are the names.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
});

/** The names of the histories that workflow code does not continue. */
async function broken(workflowBundle: { code: string } | { codePath: string }, kept: KeptHistory[]) {
  const lived = kept.map(({ name, history }) => ({ workflowId: name, history }));
  const names: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, lived)) {
    if (error !== undefined) names.push(workflowId);
  }
  return names;
}

/** Something a procedure no longer does, and a path that it breaks: each of a process, or a branch, of its own. */
const omissions: [file: string, done: string, broken: string][] = [
  ['application/draft.ts', 'await file.discardDraft();', 'application-draft-discarded'],
  ['application/review.ts', "return file.tell('decision-escalated', due.at);", 'application-escalated'],
  ['application/review.ts', 'return file.lapseRequest(due.requestId);', 'application-clarification-lapsed'],
  ['application/voucher.ts', 'await file.expireVoucher(voucher);', 'application-expired'],
  [
    'attachment/workflow.ts',
    'await inspector.inspectAttachment({ epoch, attachmentId: id });',
    'attachment-accepted',
  ],
  ['file/workflow.ts', 'await store.removeFile({ epoch, fileId: id });', 'file-removed'],
  ['inquiry/workflow.ts', 'await own.giveUpInquiry({ epoch, inquiryId });', 'inquiry-given-up'],
  ['own-data/workflow.ts', 'await own.expireOwnData(reference);', 'ownData-copied'],
  ['pin/workflow.ts', 'await post.sendPinLetter({ epoch, pinId: id });', 'pin-letter-written'],
  [
    'programme/workflow.ts',
    'while ((await own.endWaitingList(reference)).more);',
    'programme-scrolled-and-closed',
  ],
  ['settlement/openings.ts', "await sleep('1 hour');", 'settlement-openings'],
  ['settlement/workflow.ts', "return onEvent('settlement-refused');", 'settlement-refused-and-paid'],
  [
    'ticket/before-support-desk.ts',
    "return void tell('ticket-answered', event.messageId);",
    'ticket-answered',
  ],
  ['ticket/workflow.ts', "return tell('ticket-closing-soon', occasion);", 'ticket-supported-silent'],
];

/** What none of the omissions touches. */
const untouched = [
  'application-rejected',
  'application-lived',
  'attachment-removed',
  'inquiry-answered',
  'ownData-erased',
  'pin-ended-before-its-letter',
  'settlement-empty',
  'ticket-supported-merged',
];

describe('histories of running procedures', () => {
  it('are kept for every path', () => {
    expect(histories.map((kept) => kept.path)).toEqual(expect.arrayContaining(paths));
  });

  it('are all continued by the present code, or else named here', async () => {
    expect(await broken({ codePath: given('TEST_WORKFLOW_BUNDLE') }, histories)).toEqual([]);
  });

  it('name the paths that a change breaks, and no others', async () => {
    const changes = omissions.map(([file, from]) => ({ file, from, to: 'return;' }));
    const code = await changedWorkflows(...changes);
    const looked = new Set([...omissions.map(([, , broken]) => broken), ...untouched]);
    const names = await broken(
      { code },
      histories.filter((kept) => looked.has(kept.path)),
    );
    const found = new Set(names.map((name) => path.basename(name)));
    expect([...found].toSorted()).toEqual(omissions.map(([, , broken]) => broken).toSorted());
  });
});
