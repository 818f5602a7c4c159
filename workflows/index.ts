/** The processes by their types, as the worker's bundle registers them. */
export { application } from './application/workflow';
export { attachment } from './attachment/workflow';
export { batch } from './batch/workflow';
export { file } from './file/workflow';
export { inquiry } from './inquiry/workflow';
export { message } from './message/workflow';
export { ownData } from './own-data/workflow';
export { pin } from './pin/workflow';
export { programme } from './programme/workflow';
export { retention } from './retention/workflow';
export { settlement } from './settlement/workflow';
export { settlementOpenings } from './settlement/openings';
export { ticket } from './ticket/workflow';
