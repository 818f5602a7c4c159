import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditSources } from '../../../db/schema/audit';
import { openTown, type Town } from '../../support/town';

/**
 * Commands that change rows and leave no entry in the audit log, each with the reason. Whatever else changes rows in
 * `commands/` must reach a table the log is kept by, or `recordAct`.
 */
const draft = 'a draft is its author’s alone; what comes of it is in the log when it is sent';
const delivery = 'how a message fares is told by its own row; why it was sent, by the act before it';
const till = 'nothing is spent: what comes of it is';
const session = 'who is in stands in the list of their sessions, kept for thirty days';
const trying = 'nothing is changed yet, or what was tried is told by what comes of it';
const silent: Record<string, string> = {
  'commands/access/second-factor/passkeys.ts#passkeyCreation': trying,
  'commands/access/second-factor/passkeys.ts#passkeyRequest': trying,
  'commands/access/second-factor/passkeys.ts#verifyPasskey': session,
  'commands/access/second-factor/totp.ts#beginTotp': trying,
  'commands/access/second-factor/totp.ts#verifyTotp': session,
  'commands/access/sessions.ts#leaveSession': session,
  'commands/access/sessions.ts#noteUse': session,
  'commands/access/sessions.ts#startSession': session,
  'commands/file/contents.ts#ownContents': 'where the bytes of a file lie; the file itself is in the log',
  'commands/limits/requests.ts#countRequest': 'a counter',
  'commands/access/recovery.ts#requestRecovery': 'anybody may ask; what is done with the link is in the log',
  'commands/application/notice.ts#noticeApplication': delivery,
  'commands/application/park.ts#parkAnswers': draft,
  'commands/attachment/abandon.ts#abandonAttachment': draft,
  'commands/attachment/inspect.ts#recordInspection': draft,
  'commands/audit/view.ts#recordView': 'it writes an entry of its own kind',
  'commands/batch/choose.ts#excludeRows': 'a preview is changed; its confirmation is in the log',
  'commands/idempotency.ts#oncePerForm': 'an answer that is given again; the act itself is in the log',
  'commands/limits/till-calls.ts#callOfTill': 'a counter',
  'commands/message/deliver.ts#recordEnd': delivery,
  'commands/message/deliver.ts#recordFailure': delivery,
  'commands/message/deliver.ts#recordSent': delivery,
  'commands/message/deliver.ts#recordTry': delivery,
  'commands/message/receipt.ts#recordReceipt': delivery,
  'commands/office/export.ts#endExport': 'its beginning is in the log',
  'commands/office/views.ts#removeView': 'a preference',
  'commands/office/views.ts#renameView': 'a preference',
  'commands/office/views.ts#saveView': 'a preference',
  'commands/own-data/notice.ts#noticeOwnData': delivery,
  'commands/settlement/notice.ts#noticeSettlement': delivery,
  'commands/ticket/attach.ts#recordTicketFile': 'what the inspection found of a file that is in the log',
  'commands/ticket/find-again.ts#sendTicketLink': delivery,
  'commands/ticket/notice.ts#noticeTicket': delivery,
  'commands/voucher/check.ts#checkVoucher': till,
  'commands/voucher/lost-spend.ts#lostSpend': till,
  'commands/voucher/place-hold.ts#placeHold': till,
  'commands/voucher/release-hold.ts#releaseHold': till,
  'commands/waiting-room/turns.ts#callTurns': 'who waits for a page has done nothing yet',
  'commands/waiting-room/turns.ts#forgetTurns': 'who waits for a page has done nothing yet',
  'commands/waiting-room/turns.ts#keepTurns': 'who waits for a page has done nothing yet',
};

let town: Town;
/** The tables the database keeps the log by, by their names in the schema files. */
let kept: Set<string>;

beforeAll(async () => {
  town = await openTown(2);
  const sources = new Set((await town.db.select().from(auditSources)).map(({ source }) => source));
  kept = new Set(
    [...(await tableNames())].filter(([, name]) => sources.has(name)).map(([variable]) => variable),
  );
});
afterAll(() => town.close());

const sourcesIn = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.join(directory, file));

/** Each table of `db/schema/` by the name of its variable. */
async function tableNames(): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const file of sourcesIn('db/schema')) {
    const members: Record<string, unknown> = await import(path.resolve(file));
    for (const [variable, table] of Object.entries(members)) {
      if (is(table, PgTable)) names.set(variable, getTableConfig(table).name);
    }
  }
  return names;
}

interface Declaration {
  body: string;
  /** What the names in it stand for elsewhere. */
  uses: string[];
}

/** Every top-level declaration of `commands/`, as `file#name`, with what it refers to. */
function declarations(): Map<string, Declaration> {
  const found = new Map<string, Declaration>();
  const imports = new Map<string, Map<string, string>>();
  const files = sourcesIn('commands');
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const names = new Map<string, string>();
    for (const [, list = '', from = ''] of text.matchAll(/^import \{([^}]*)\} from '(\.[^']+)';/gms)) {
      const target = `${path.join(path.dirname(file), from)}.ts`;
      for (const each of list.split(',')) {
        const [name = '', alias = name] = each
          .replace(/^\s*type /, '')
          .trim()
          .split(' as ');
        if (name !== '') names.set(alias, `${target}#${name}`);
      }
    }
    imports.set(file, names);
    const starts = [...text.matchAll(/^(?:export )?(?:async )?(?:function|const|class) (\w+)/gm)];
    for (const [place, start] of starts.entries()) {
      const body = text.slice(start.index, starts[place + 1]?.index);
      found.set(`${file}#${start[1]}`, { body, uses: [] });
    }
  }
  for (const [id, declaration] of found) {
    const [file = '', own] = id.split('#');
    for (const [name = ''] of declaration.body.matchAll(/\b\w+\b/g)) {
      const target = name === own ? undefined : (imports.get(file)?.get(name) ?? `${file}#${name}`);
      if (target !== undefined && found.has(target)) declaration.uses.push(target);
    }
  }
  return found;
}

/** What a declaration does, and all it refers to. */
function reach(all: ReadonlyMap<string, Declaration>, id: string): string {
  const seen = new Set<string>();
  const visit = (each: string): void => {
    if (seen.has(each)) return;
    seen.add(each);
    all.get(each)?.uses.forEach(visit);
  };
  visit(id);
  return [...seen].map((each) => all.get(each)?.body ?? '').join('\n');
}

/** What pages and activities call: the acts. The rest of `commands/` is what acts are made of. */
function called(): Set<string> {
  const names = new Set<string>();
  for (const file of [...sourcesIn('app'), ...sourcesIn('activities')]) {
    for (const [, list = '', from = ''] of readFileSync(file, 'utf8').matchAll(
      /^import \{([^}]*)\} from '([^']*commands\/[^']+)';/gms,
    )) {
      const target = `${from.slice(from.indexOf('commands/'))}.ts`;
      for (const each of list.split(',')) names.add(`${target}#${each.trim().split(' as ')[0]}`);
    }
  }
  return names;
}

const writes = /\.(?:insert|update|delete)\(\s*(\w+)\s*\)|(?:insert into|update|delete from) ([a-z_]+)\b/g;

describe('every command that changes rows', () => {
  it('leaves an entry in the audit log, or is silent for a reason', () => {
    const all = declarations();
    const tableOf = (table: string) => table.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const missing = [...called()].flatMap((id) => {
      if (!all.has(id)) return [];
      const body = reach(all, id);
      const changes = [...body.matchAll(writes)];
      const named = changes.map(([words, variable, name]) => ({
        table: variable ?? tableOf(name ?? ''),
        removed: /^\.?delete/.test(words),
      }));
      const tables = named.map(({ table }) => table);
      const heard =
        /\brecordAct\(/.test(body) || named.some(({ table, removed }) => kept.has(table) && !removed);
      return tables.length === 0 || heard ? [] : [`${id} → ${[...new Set(tables)].join(', ')}`];
    });
    const unheard = new Set(missing.map((each) => each.split(' ')[0] ?? ''));
    expect(missing.filter((each) => !((each.split(' ')[0] ?? '') in silent))).toEqual([]);
    expect(Object.keys(silent).filter((each) => !unheard.has(each))).toEqual([]);
  });
});
