import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideApplication } from '../../../commands/application/decide';
import { openApplication } from '../../../commands/application/open';
import { submitApplication } from '../../../commands/application/submit';
import { closeProgramme } from '../../../commands/programme/close';
import { createProgramme } from '../../../commands/programme/create';
import { beginVersion, discardProgrammeDraft } from '../../../commands/programme/draft';
import { publishProgramme } from '../../../commands/programme/publish';
import { replaceProgrammeDraft, saveProgrammeDraft } from '../../../commands/programme/save';
import { returnToEditing, sendForPublication } from '../../../commands/programme/send';
import { checkInvariants } from '../../../db/queries/invariants';
import { activeProgrammes } from '../../../db/queries/programmes';
import { programmes, programmeVersions } from '../../../db/schema/applications';
import { programmeDrafts } from '../../../db/schema/programme-drafts';
import type { Fields } from '../../../domain/programme/editing/fields';
import { fieldsOf } from '../../../domain/programme/editing/judge';
import { writeDocument } from '../../../domain/programme/editing/transfer';
import type { ProgrammeRules } from '../../../domain/programme/rules';
import { roles, system } from '../../../domain/roles';
import { applicationOf, atOnce, balancesOf, historyOf, tally } from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let author: User;
let signer: User;
let made = 0;

beforeAll(async () => {
  town = await openTown(20);
  author = await town.user('operatore');
  signer = await town.user('responsabile');
});
afterAll(() => town.close());

const draftOf = async (programmeId: string) => {
  const [row] = await town.db
    .select()
    .from(programmeDrafts)
    .where(eq(programmeDrafts.programmeId, programmeId));
  if (!row) throw new Error('there is no draft');
  return row;
};
const programmeRow = async (id: string) =>
  (await town.db.select().from(programmes).where(eq(programmes.id, id)))[0];
const versionsOf = (programmeId: string) =>
  town.db
    .select()
    .from(programmeVersions)
    .where(eq(programmeVersions.programmeId, programmeId))
    .orderBy(programmeVersions.version);

const save = async (programmeId: string, typed: Fields, base: Fields = {}, by = author) =>
  saveProgrammeDraft(town.db, by, { programmeId, base, typed });
const change = async (programmeId: string, changes: Fields, by = author) => {
  const { fields } = await draftOf(programmeId);
  const names = Object.keys(changes);
  const base = Object.fromEntries(names.flatMap((name) => (fields[name] ? [[name, fields[name]]] : [])));
  return done(await save(programmeId, changes, base, by));
};
const read = async (programmeId: string) => ({ programmeId, version: (await draftOf(programmeId)).version });

/** A draft with nothing wrong. */
async function drafted(rules: ProgrammeRules = rulesWith()): Promise<{ programmeId: string; slug: string }> {
  const slug = `prova-${++made}`;
  const text = writeDocument({ name: `Prova ${made}`, slug, icon: 'casa' }, rules);
  const { programmeId } = done(await createProgramme(town.db, author, { kind: 'document', text }));
  return { programmeId, slug };
}
const publish = async (programmeId: string, by = signer) =>
  publishProgramme(town.db, by, await read(programmeId));
async function published(rules?: ProgrammeRules): Promise<{ programmeId: string; slug: string }> {
  const programme = await drafted(rules);
  done(await sendForPublication(town.db, author, await read(programme.programmeId)));
  done(await publish(programme.programmeId));
  return programme;
}
/** The next version of a published programme, sent for publication. */
async function nextVersion(programmeId: string, changes: Fields): Promise<void> {
  done(await beginVersion(town.db, author, { programmeId }));
  await change(programmeId, changes);
  done(await sendForPublication(town.db, author, await read(programmeId)));
}
const refusal = (code: string, more: object = {}) => ({ ok: false, error: { code, ...more } });

describe('a draft', () => {
  it('is seen by nobody before it is published', async () => {
    const { programmeId, slug } = await drafted();
    expect((await programmeRow(programmeId))?.status).toBe('bozza');
    expect((await activeProgrammes(town.db)).map(({ id }) => id)).not.toContain(programmeId);
    const citizen = await town.user('cittadino');
    for (const programmeSlug of [slug, `bozza-${programmeId}`]) {
      expect(await openApplication(town.db, citizen, { programmeSlug })).toEqual(refusal('not-found'));
    }
  });

  it('keeps what is wrong as it was typed', async () => {
    const { programmeId } = await drafted();
    await change(programmeId, { allocationCents: '-5 euro', 'windows.r9.channel': 'piccione' });
    expect((await draftOf(programmeId)).fields).toMatchObject({
      allocationCents: '-5 euro',
      'windows.r9.channel': 'piccione',
    });
    const sent = await sendForPublication(town.db, author, await read(programmeId));
    const faults = !sent.ok && 'faults' in sent.error ? sent.error.faults : [];
    expect(faults.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['allocationCents', 'windows.r9.channel', 'windows.r9.opensAt.day']),
    );
  });

  it.each<[string, Fields, string]>([
    ['a field there is not', { 'colour.r1': 'rosso' }, 'unknown-field'],
    ['a text without end', { 'tiers.r1.text': 'x'.repeat(10_001) }, 'too-long'],
    ['a NUL', { 'tiers.r1.text': 'NUL \0' }, 'characters'],
    ['half a character', { 'tiers.r1.text': 'half \uD800' }, 'characters'],
  ])('does not keep %s', async (_, typed, code) => {
    const { programmeId } = await drafted();
    expect(await save(programmeId, typed)).toMatchObject(refusal('invalid', { faults: [{ code }] }));
  });

  it('takes what two people type in different fields, and tells the second where both wrote', async () => {
    const { programmeId } = await drafted();
    const { fields: base } = await draftOf(programmeId);
    done(await save(programmeId, { ...base, fundSource: 'Delibera 1' }, base));
    done(await save(programmeId, { ...base, allocationCents: '9.000,00' }, base, signer));
    const disputed = await save(programmeId, { ...base, fundSource: 'Delibera 2' }, base, signer);
    expect(disputed).toEqual(
      refusal('invalid', {
        faults: [{ field: 'fundSource', code: 'edited-by-colleague', params: { theirs: 'Delibera 1' } }],
      }),
    );
    expect((await draftOf(programmeId)).fields).toMatchObject({
      fundSource: 'Delibera 1',
      allocationCents: '9.000,00',
    });
  });

  it('keeps the rows that two people add at once', async () => {
    const { programmeId } = await drafted();
    const { fields: base } = await draftOf(programmeId);
    const row = (id: string) => ({ ...base, 'criteria.r1.id': id, 'criteria.r1.text': `Requisito ${id}` });
    done(await save(programmeId, row('isee'), base));
    done(await save(programmeId, row('residenza'), base, signer));
    expect((await draftOf(programmeId)).fields).toMatchObject({
      'criteria.r1.id': 'isee',
      'criteria.r2.id': 'residenza',
      'criteria.r2.text': 'Requisito residenza',
    });
  });

  it('saved twice, the answer to the first lost, is one change', async () => {
    const { programmeId } = await drafted();
    const first = await change(programmeId, { fundSource: 'Delibera 3' });
    expect(done(await save(programmeId, { fundSource: 'Delibera 3' })).version).toBe(first.version);
  });

  it('is replaced by a file, unless somebody wrote meanwhile', async () => {
    const { programmeId, slug } = await drafted();
    const rules = rulesWith({ fundSource: 'Dal file' });
    const document = writeDocument({ name: 'Altro', slug, icon: 'asilo' }, rules);
    const before = await read(programmeId);
    await change(programmeId, { fundSource: 'Intanto' });
    expect(await replaceProgrammeDraft(town.db, author, { ...before, document })).toMatchObject(
      refusal('stale-version'),
    );
    done(await replaceProgrammeDraft(town.db, author, { ...(await read(programmeId)), document }));
    expect((await draftOf(programmeId)).fields).toEqual(
      fieldsOf(rules, { name: 'Altro', slug, icon: 'asilo' }),
    );
  });

  it('thrown away leaves a published programme as it is, and nothing of one that never was', async () => {
    const never = await drafted();
    done(await discardProgrammeDraft(town.db, author, await read(never.programmeId)));
    expect(await programmeRow(never.programmeId)).toBeUndefined();
    const { programmeId } = await published();
    done(await beginVersion(town.db, author, { programmeId }));
    done(await discardProgrammeDraft(town.db, author, await read(programmeId)));
    expect((await programmeRow(programmeId))?.status).toBe('attivo');
  });

  it('copied from another programme has all of it but the address', async () => {
    const { programmeId } = await published(rulesWith({ fundSource: 'Da copiare' }));
    const copy = done(await createProgramme(town.db, author, { kind: 'copy', programmeId }));
    const { fields } = await draftOf(copy.programmeId);
    expect(fields.fundSource).toBe('Da copiare');
    expect(fields.slug).toBeUndefined();
    expect(fields.name).toMatch(/\(copia\)$/);
  });
});

describe('a publication', () => {
  it('is by a second person, and opens the programme to citizens', async () => {
    const { programmeId, slug } = await drafted(rulesWith({ allocationCents: 50_000_00 }));
    expect(await publish(programmeId)).toEqual(refusal('act-not-allowed'));
    done(await sendForPublication(town.db, author, await read(programmeId)));
    expect(await publish(programmeId, author)).toEqual(refusal('not-found'));
    expect(done(await publish(programmeId))).toEqual({ version: 1 });
    const [version] = await versionsOf(programmeId);
    expect(version).toMatchObject({ version: 1, editedBy: author.id, publishedBy: signer.id, icon: 'casa' });
    expect((await balancesOf(town.db, programmeId)).fund).toBe(50_000_00);
    done(await openApplication(town.db, await town.user('cittadino'), { programmeSlug: slug }));
  });

  it('is never by who edited last', async () => {
    const { programmeId } = await drafted();
    await change(programmeId, { fundSource: 'Scritto da chi firma' }, signer);
    done(await sendForPublication(town.db, author, await read(programmeId)));
    expect(await publish(programmeId)).toEqual(refusal('own-edit'));
    expect(await versionsOf(programmeId)).toEqual([]);
    done(await publish(programmeId, await town.user('responsabile')));
  });

  it('is of what was read and sent: a change in between takes it back', async () => {
    const { programmeId } = await drafted();
    done(await sendForPublication(town.db, author, await read(programmeId)));
    const before = await read(programmeId);
    await change(programmeId, { fundSource: 'Cambiato' });
    expect(await publishProgramme(town.db, signer, before)).toMatchObject(refusal('stale-version'));
    expect(await publish(programmeId)).toEqual(refusal('act-not-allowed'));
    done(await sendForPublication(town.db, author, await read(programmeId)));
    done(await returnToEditing(town.db, signer, await read(programmeId)));
    expect(await publish(programmeId)).toEqual(refusal('act-not-allowed'));
  });

  it('happens once, however often the button is pressed', async () => {
    const { programmeId } = await drafted();
    done(await sendForPublication(town.db, author, await read(programmeId)));
    const input = await read(programmeId);
    const outcomes = await atOnce(5, () => publishProgramme(town.db, signer, input));
    expect(tally(outcomes)).toMatchObject({ done: 1, refusals: Array(4).fill('act-not-allowed') });
    expect(await versionsOf(programmeId)).toHaveLength(1);
  });

  it('never takes an address that another programme has, nor changes its own', async () => {
    const { programmeId, slug } = await published();
    const other = await drafted();
    await change(other.programmeId, { slug });
    expect(await sendForPublication(town.db, author, await read(other.programmeId))).toMatchObject(
      refusal('invalid', { faults: [{ field: 'slug', code: 'slug-taken' }] }),
    );
    done(await beginVersion(town.db, author, { programmeId }));
    await change(programmeId, { slug: 'altrove' });
    expect(await sendForPublication(town.db, author, await read(programmeId))).toMatchObject(
      refusal('invalid', { faults: [{ field: 'slug', code: 'slug-fixed' }] }),
    );
  });

  it('leaves applications with the version they were opened under, and tells them nothing', async () => {
    const { programmeId, slug } = await published();
    const [first] = await versionsOf(programmeId);
    const citizen = await town.user('cittadino');
    const applicationId = await town.submitted(citizen, slug);
    await nextVersion(programmeId, { 'amounts.table.r1': '350,00' });
    done(await publish(programmeId));
    expect((await applicationOf(town.db, applicationId)).programmeVersionId).toBe(first?.id);
    expect(await historyOf(town.db, applicationId)).toEqual(['opened', 'submitted']);
    const later = await town.submitted(await town.user('cittadino'), slug);
    expect((await applicationOf(town.db, later)).programmeVersionId).not.toBe(first?.id);
  });

  it('keeps the version before in force until then', async () => {
    const { programmeId, slug } = await published();
    await nextVersion(programmeId, { name: 'Nuovo nome' });
    const tile = (await activeProgrammes(town.db)).find((each) => each.slug === slug);
    expect(tile?.name).not.toBe('Nuovo nome');
    done(await publish(programmeId));
    expect((await programmeRow(programmeId))?.name).toBe('Nuovo nome');
  });
});

describe('the allocation', () => {
  it('moves by the difference, up and down', async () => {
    const { programmeId } = await published(rulesWith({ allocationCents: 1_000_000 }));
    await nextVersion(programmeId, { allocationCents: '15.000,00' });
    done(await publish(programmeId));
    expect((await balancesOf(town.db, programmeId)).fund).toBe(1_500_000);
    await nextVersion(programmeId, { allocationCents: '12.000,00' });
    done(await publish(programmeId));
    expect(await balancesOf(town.db, programmeId)).toMatchObject({ fund: 1_200_000, treasury: -1_200_000 });
  });

  it('is never less than what is committed: refused with what the fund holds, nothing written', async () => {
    const { programmeId, slug } = await published(rulesWith({ allocationCents: 100_000 }));
    await town.approved(author, await town.user('cittadino'), slug, 60_000);
    await nextVersion(programmeId, { allocationCents: '599,99' });
    expect(await publish(programmeId)).toEqual(
      refusal('allocation-committed', { availableCents: 40_000, leastCents: 60_000 }),
    );
    expect(await versionsOf(programmeId)).toHaveLength(1);
    done(await returnToEditing(town.db, author, await read(programmeId)));
    await change(programmeId, { allocationCents: '600,00' });
    done(await sendForPublication(town.db, author, await read(programmeId)));
    done(await publish(programmeId));
    expect((await balancesOf(town.db, programmeId)).fund).toBe(0);
  });

  it('leaves the ledger in order', async () => {
    expect((await checkInvariants(town.db)).filter(({ faults }) => faults.length > 0)).toEqual([]);
  });
});

describe('closing', () => {
  it('waits for what was sent to be decided, then ends what is not sent and settles the money', async () => {
    const { programmeId, slug } = await published();
    const sent = await town.submitted(await town.user('cittadino'), slug);
    const citizen = await town.user('cittadino');
    const draft = await town.draft(citizen, slug);
    expect(await closeProgramme(town.db, author, { programmeId })).toEqual(refusal('not-found'));
    expect(await closeProgramme(town.db, signer, { programmeId })).toEqual(
      refusal('applications-undecided', { count: 1 }),
    );
    const decision = { outcome: 'respinta' as const, reason: 'Fuori dai criteri' };
    done(await decideApplication(town.db, author, { applicationId: sent, decision }));
    const before = await balancesOf(town.db, programmeId);
    done(await closeProgramme(town.db, signer, { programmeId }));
    done(await closeProgramme(town.db, signer, { programmeId }));
    expect(await balancesOf(town.db, programmeId)).toMatchObject({ fund: 0, savings: before.fund });
    const late = await town.user('cittadino');
    expect(await openApplication(town.db, late, { programmeSlug: slug })).toEqual(
      refusal('programme-closed'),
    );
    expect(await submitApplication(town.db, citizen, { applicationId: draft })).toEqual(
      refusal('programme-closed'),
    );
    expect(await beginVersion(town.db, author, { programmeId })).toEqual(refusal('programme-closed'));
    expect((await activeProgrammes(town.db)).map(({ id }) => id)).not.toContain(programmeId);
  });

  it('is for published programmes', async () => {
    const { programmeId } = await drafted();
    expect(await closeProgramme(town.db, signer, { programmeId })).toEqual(refusal('act-not-allowed'));
  });
});

describe('who may', () => {
  it.each(roles.filter((role) => role !== 'operatore' && role !== 'responsabile'))(
    'not the role %s',
    async (role) => {
      const { programmeId } = await drafted();
      const { merchantId } = await town.shop();
      const actor = await town.user(role, role === 'esercente' ? merchantId : undefined);
      const input = await read(programmeId);
      const text = writeDocument({ name: 'X', slug: 'x', icon: 'casa' }, rulesWith());
      expect(await createProgramme(town.db, actor, { kind: 'document', text })).toEqual(refusal('forbidden'));
      const acts = [
        createProgramme(town.db, actor, { kind: 'copy', programmeId }),
        saveProgrammeDraft(town.db, actor, { programmeId, base: {}, typed: { fundSource: 'x' } }),
        replaceProgrammeDraft(town.db, actor, { ...input, document: text }),
        beginVersion(town.db, actor, { programmeId }),
        discardProgrammeDraft(town.db, actor, input),
        sendForPublication(town.db, actor, input),
        returnToEditing(town.db, actor, input),
        publishProgramme(town.db, actor, input),
        closeProgramme(town.db, actor, { programmeId }),
      ];
      for (const outcome of await Promise.all(acts)) {
        expect(['not-found', 'forbidden']).toContain(outcome.ok ? 'done' : outcome.error.code);
      }
      expect(await read(programmeId)).toEqual(input);
    },
  );

  it('not the system either: people write programmes', async () => {
    const { programmeId } = await drafted();
    expect(await publishProgramme(town.db, system, await read(programmeId))).toEqual(refusal('forbidden'));
  });
});

describe('required declarations', () => {
  it('keep an application from being sent until they are ticked', async () => {
    const { slug } = await published(rulesWith({ requiredDeclarations: ['residencePermit'] }));
    const citizen = await town.user('cittadino');
    const applicationId = await town.draft(citizen, slug);
    expect(await submitApplication(town.db, citizen, { applicationId })).toEqual(
      refusal('incomplete', { faults: [{ field: 'declarations.residencePermit', code: 'must-tick' }] }),
    );
  });
});

describe('the database itself', () => {
  it('refuses a version that one person edited and published', async () => {
    const { programmeId } = await published();
    await expect(
      town.db.$client.query(
        `insert into programme_versions (id, programme_id, version, rules, name, icon, edited_by, published_by)
         select gen_random_uuid(), programme_id, 9, rules, name, icon, edited_by, edited_by
         from programme_versions where programme_id = $1`,
        [programmeId],
      ),
    ).rejects.toThrow(/programme_versions_by_two/);
  });

  it('never changes a version', async () => {
    await expect(town.db.$client.query("update programme_versions set name = 'x'")).rejects.toThrow();
  });
});
