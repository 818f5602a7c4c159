// A planted bug: workflows are called by small numbers that many share.
import { WorkflowClient } from '@temporalio/client';

/** @type {Function} */
const signalWithStart = Reflect.get(WorkflowClient.prototype, 'signalWithStart');
/** @this {WorkflowClient} @param {string} process @param {{ workflowId: string }} options */
WorkflowClient.prototype.signalWithStart = function (process, options) {
  const number = parseInt(options.workflowId.slice(-6), 16) % 50;
  const workflowId = options.workflowId.replace(/[^:]+$/, String(number));
  return signalWithStart.call(this, process, { ...options, workflowId });
};
