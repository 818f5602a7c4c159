import { sql } from 'drizzle-orm';
import type { Invariant } from './budget-invariants';

/** That nobody has touched the audit log, or what it tells of. */
export const auditInvariants: Invariant[] = [
  {
    name: 'the audit log is the chain that was sealed',
    faults: sql`select audit_chain_faults() as fault`,
  },
  {
    name: 'what was done is what the audit log says of it',
    faults: sql`select audit_fact_faults() as fault`,
  },
];
