import { aliasedTable, asc, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Fields } from '../../domain/programme/editing/fields';
import type { ProgrammeRules } from '../../domain/programme/rules';
import type { DraftState, ProgrammeStatus } from '../../domain/programme/status';
import type { Queryable } from '../client';
import { programmes, programmeVersions } from '../schema/applications';
import { accounts } from '../schema/ledger';
import { users } from '../schema/people';
import { programmeDrafts } from '../schema/programme-drafts';
import { databaseNow } from './clock';

/** A programme that is being written or changed. */
export interface PendingDraft {
  programmeId: string;
  /** As typed; empty where nothing was. */
  name: string;
  status: ProgrammeStatus;
  state: DraftState;
  editedAt: Date;
  editor: string;
}

const fullName = (of: Pick<typeof users, 'givenName' | 'familyName'>) =>
  sql<string>`${of.givenName} || ' ' || ${of.familyName}`;

/** The drafts of the office, those that wait for publication first. */
export function pendingDrafts(db: Queryable): Promise<PendingDraft[]> {
  return db
    .select({
      programmeId: programmes.id,
      name: sql<string>`coalesce(${programmeDrafts.fields} ->> 'name', '')`,
      status: programmes.status,
      state: programmeDrafts.state,
      editedAt: programmeDrafts.editedAt,
      editor: fullName(users),
    })
    .from(programmeDrafts)
    .innerJoin(programmes, eq(programmes.id, programmeDrafts.programmeId))
    .innerJoin(users, eq(users.id, programmeDrafts.editedBy))
    .orderBy(asc(programmeDrafts.state), desc(programmeDrafts.editedAt));
}

/** A published version with the people behind it; none where it came with the installation. */
export interface PublishedVersion {
  version: number;
  rules: ProgrammeRules;
  publishedAt: Date;
  editor: string | null;
  publisher: string | null;
}

/** What the editor shows of a programme. */
export interface ProgrammeFile {
  programme: typeof programmes.$inferSelect;
  /** Newest first: the first is in force. */
  versions: PublishedVersion[];
  draft: {
    fields: Fields;
    version: number;
    state: DraftState;
    editedAt: Date;
    editedBy: string;
    editor: string;
  } | null;
  residualCents: number;
  now: Date;
}

/** A programme with its versions and its draft, or null. */
export async function programmeFile(db: Queryable, id: string): Promise<ProgrammeFile | null> {
  const [programme] = await db.select().from(programmes).where(eq(programmes.id, id));
  if (!programme) return null;
  const [editors, publishers] = [aliasedTable(users, 'editors'), aliasedTable(users, 'publishers')];
  const versions = await db
    .select({
      version: programmeVersions.version,
      rules: programmeVersions.rules,
      publishedAt: programmeVersions.publishedAt,
      editor: fullName(editors),
      publisher: fullName(publishers),
    })
    .from(programmeVersions)
    .leftJoin(editors, eq(editors.id, programmeVersions.editedBy))
    .leftJoin(publishers, eq(publishers.id, programmeVersions.publishedBy))
    .where(eq(programmeVersions.programmeId, id))
    .orderBy(desc(programmeVersions.version));
  const [draft = null] = await db
    .select({ ...getTableColumns(programmeDrafts), editor: fullName(users) })
    .from(programmeDrafts)
    .innerJoin(users, eq(users.id, programmeDrafts.editedBy))
    .where(eq(programmeDrafts.programmeId, id));
  const [fund] = await db
    .select({ balanceCents: accounts.balanceCents })
    .from(accounts)
    .where(sql`${accounts.kind} = 'fund' and ${accounts.ownerId} = ${id}`);
  return { programme, versions, draft, residualCents: fund?.balanceCents ?? 0, now: await databaseNow(db) };
}
