// Loaded by the engine's SDK by its path, in the worker and inside the workflows' bundle: so it is plain CommonJS.
const { DefaultFailureConverter } = require('@temporalio/common');

exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
