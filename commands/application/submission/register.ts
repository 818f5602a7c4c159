import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Queryable } from '../../../db/client';
import { prepared } from '../../../db/prepared';
import { sealedForm } from '../../../db/sealing/columns';
import { jsonbText } from '../../../db/sealing/jsonb-text';
import type { ApplicationForm } from '../../../domain/application/answers';
import type { Instant } from '../../../domain/calendar';
import type { Application, moveOf } from '../case';

/** The entry in the protocol register (manual § 2.10, fig. 11). */
export interface Receipt {
  year: number;
  number: number;
  registeredAt: Date;
  /** False when the application had been sent before: the same receipt is given again. */
  first: boolean;
}

/** The receipt of an application that was sent before, or null. */
export function earlierReceipt({
  registrationYear: year,
  registrationNumber: number,
  registeredAt,
}: Application): Receipt | null {
  if (year === null || number === null || registeredAt === null) return null;
  return { year, number, registeredAt, first: false };
}

/** An application that is sent, and how it stands from then on. */
export interface Registered {
  id: string;
  form: ApplicationForm;
  move: ReturnType<typeof moveOf>;
  decideBy: Instant;
}

/**
 * Enters applications in the register, in the order given, and lists them as the office looks for them; answers their receipts
 * by the application's id. Last in the transaction: the counter it locks is everybody's.
 */
export async function registerAll(tx: Queryable, sent: readonly Registered[]): Promise<Map<string, Receipt>> {
  const rows = sent.map(({ id, form, move, decideBy }) => ({
    id,
    ...move,
    decideBy,
    form: sealedForm.seal(id, form),
    fingerprint: createHash('sha256').update(jsonbText(form)).digest('hex'),
  }));
  const { rows: entries } = await prepared<{ id: string; year: number; number: number; at: string }>(
    tx,
    'register-applications',
    sql`
    with sent as materialized (
      select s.*, row_number() over () as place from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(id uuid,
        status text, phase text, "eventNumber" integer, "decideBy" timestamptz, form jsonb, fingerprint text)),
    entered as materialized (
      select r.* from (select array_agg(id order by place) as ids,
        array_agg(decode(fingerprint, 'hex') order by place) as fingerprints from sent) as s,
        register_applications(s.ids, s.fingerprints) as r)
    update applications a set
      status = s.status, phase = s.phase, event_number = s."eventNumber", decide_by = s."decideBy", form = s.form,
      registered_at = e.registered_at, registration_year = e.year, registration_number = e.number,
      family_key = plain_name(a.beneficiary_family_name),
      family_rest = substring(plain_name(a.beneficiary_family_name) from ' (.*)'),
      given_key = plain_name(a.beneficiary_given_name),
      given_rest = substring(plain_name(a.beneficiary_given_name) from ' (.*)')
    from sent s join entered e on e.application_id = s.id
    where a.id = s.id
    returning a.id, e.year, e.number, e.registered_at::text as at`,
  );
  return new Map(
    entries.map(({ id, year, number, at }) => [
      id,
      { year, number, registeredAt: new Date(at), first: true },
    ]),
  );
}
