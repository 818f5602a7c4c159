import { createHash } from 'node:crypto';
import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import type { Database } from '../../db/client';
import type { InvariantReport } from '../../db/queries/invariants';
import { applications, registrations } from '../../db/schema/applications';
import { sealedForm } from '../../db/sealing/columns';
import { jsonbText } from '../../db/sealing/jsonb-text';
import { auditSealed } from '../../db/sealing/reseal';

/** What only whoever has the keys can look at. */
export async function checkSealed(db: Database): Promise<InvariantReport[]> {
  const faults: string[] = [];
  for await (const report of auditSealed(db)) faults.push(...report.faults);
  return [
    { name: 'every sealed value opens, and none is under a retired key', faults },
    { name: 'a registered application is what came in', faults: await changedForms(db) },
  ];
}

const page = 500;

/** The registered applications, but for those whose form was erased since, whose form has another fingerprint than the register holds. */
async function changedForms(db: Database): Promise<string[]> {
  const faults: string[] = [];
  for (let after: string | null = null; ;) {
    const rows: { id: string; form: typeof applications.$inferSelect.form; fingerprint: Buffer }[] = await db
      .select({ id: applications.id, form: applications.form, fingerprint: registrations.formSha256 })
      .from(registrations)
      .innerJoin(applications, eq(applications.id, registrations.applicationId))
      .where(and(isNull(applications.erasedAt), after === null ? undefined : gt(applications.id, after)))
      .orderBy(asc(applications.id))
      .limit(page);
    for (const { id, form, fingerprint } of rows) {
      if (!fingerprint.equals(fingerprintOf(id, form))) faults.push(`application ${id}`);
    }
    after = rows.at(-1)?.id ?? null;
    if (rows.length < page) return faults;
  }
}

function fingerprintOf(id: string, form: typeof applications.$inferSelect.form): Buffer {
  try {
    const text = jsonbText(sealedForm.open(id, form));
    return createHash('sha256').update(text).digest();
  } catch {
    // Told already by the other invariant; here it is not what came in either.
    return Buffer.alloc(0);
  }
}
