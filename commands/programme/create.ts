import { v7 as newId } from 'uuid';
import type { Queryable } from '../../db/client';
import { programmes } from '../../db/schema/applications';
import { programmeDrafts } from '../../db/schema/programme-drafts';
import { may } from '../../domain/permissions';
import type { Fields } from '../../domain/programme/editing/fields';
import { fieldsInForce } from '../../domain/programme/editing/judge';
import { unkeepableFields } from '../../domain/programme/editing/keepable';
import { startingFields } from '../../domain/programme/editing/starting';
import { readDocument } from '../../domain/programme/editing/transfer';
import { invalid } from '../../domain/refusal';
import { ok, refused } from '../../domain/result';
import type { Actor } from '../../domain/roles';
import { transact, type Outcome } from '../transaction';
import { holdProgramme } from './hold';

/** What a new programme starts from: a name, another programme, or a file. */
export type Beginning =
  { kind: 'name'; name: string } | { kind: 'copy'; programmeId: string } | { kind: 'document'; text: string };

/**
 * Creates a programme as a draft that no citizen sees.
 *
 * Refusals: `forbidden`; `not-found` (the programme to copy); `invalid` (no name, or every fault of the file by its path).
 */
export async function createProgramme(
  db: Queryable,
  actor: Actor,
  beginning: Beginning,
): Promise<Outcome<{ programmeId: string }>> {
  return transact(db, async (tx) => {
    if (actor.kind !== 'user' || !may(actor, 'programme.edit', false)) return refused({ code: 'forbidden' });
    const begun = await fieldsFrom(tx, actor, beginning);
    if (!begun.ok) return begun;
    const fields = begun.value;
    const faults = unkeepableFields(fields);
    if (faults.length > 0) return refused({ code: 'invalid', faults });
    const id = newId();
    await tx.insert(programmes).values({
      id,
      // Its address on the portal is given at publication; until then it has one that nobody is led to.
      slug: `bozza-${id}`,
      name: fields.name ?? '',
      icon: fields.icon ?? '',
      status: 'bozza',
      position: await tx.$count(programmes),
    });
    await tx.insert(programmeDrafts).values({ programmeId: id, fields, editedBy: actor.id });
    return ok({ programmeId: id });
  });
}

async function fieldsFrom(tx: Queryable, actor: Actor, beginning: Beginning): Promise<Outcome<Fields>> {
  switch (beginning.kind) {
    case 'name': {
      const name = beginning.name.trim();
      return name === '' ? refused(invalid('name', 'required')) : ok({ ...startingFields, name });
    }
    case 'document':
      return readDocument(beginning.text);
    case 'copy': {
      const held = await holdProgramme(tx, actor, 'programme.edit', beginning.programmeId);
      if (!held.ok) return held;
      const { programme, inForce, draft } = held.value;
      const fields = inForce ? fieldsInForce(programme, inForce.rules) : (draft?.fields ?? {});
      // Two programmes have two addresses: the copy is given its own.
      const { slug: _, ...copied } = fields;
      return ok({ ...copied, name: `${fields.name ?? programme.name} (copia)` });
    }
  }
}
