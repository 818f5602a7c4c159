import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = path.resolve('db/migrations');

/** With the migrations before this one all processes were stopped (docs/decisions/0043). */
const first = '0044';

/**
 * Statements that a process of the release before would feel, each with the reason why it does not, as reviewed:
 * `'0099_a-name: drop column users.nickname': 'no release has read it since 0098'`.
 */
const reviewed: Record<string, string> = {};

/** What of a table that was there before takes something away from whoever still runs, or asks for something new. */
const forbidden: [what: string, statement: RegExp][] = [
  ['drop table', /^drop (?:table|view|materialized view|function|type|sequence)\b(?: if exists)? (\S+)/],
  ['drop column', /^alter table (\S+).*\bdrop column\b/],
  ['rename', /^alter (?:table|index|view|function|type) (\S+).*\brename\b/],
  ['change a type', /^alter table (\S+).*\balter (?:column )?\S+ (?:set data )?type\b/],
  ['ask for a value', /^alter table (\S+).*\bset not null\b/],
  ['drop a default', /^alter table (\S+).*\bdrop default\b/],
  [
    'add a column that must be filled',
    /^alter table (\S+).*\badd column\b(?:(?! default | generated |,).)*\bnot null\b(?!(?:(?!,).)* (?:default|generated) )/,
  ],
  ['allow one only', /^create unique index .* on (\S+)/],
];

/** What in a migration would hinder the release before, as `what table`. */
function hindrances(sql: string): string[] {
  const statements = sql
    .replaceAll(/--.*$/gm, '')
    .replaceAll(/\$(\w*)\$.*?\$\1\$/gs, "''")
    .toLowerCase()
    .split(';')
    .map((statement) => statement.replaceAll(/\s+/g, ' ').trim());
  const own = new Set(
    statements.flatMap(
      (each) => /^create (?:unlogged )?table (?:if not exists )?(\S+)/.exec(each)?.[1] ?? [],
    ),
  );
  const found = statements.flatMap((statement) =>
    forbidden.flatMap(([what, shape]) => {
      const of = shape.exec(statement)?.[1];
      return of === undefined || own.has(of) ? [] : [`${what} ${of}`];
    }),
  );
  // A rule that takes the place of one of the same name is a wider one: so it is reviewed, since no test can tell.
  const dropped = new Set(
    statements.flatMap((each) =>
      [...each.matchAll(/drop constraint (\S+?)(?:,|$)/g)].map(([, name]) => name),
    ),
  );
  const stricter = statements.flatMap((statement) => {
    const of = /^alter table (\S+)/.exec(statement)?.[1];
    if (of === undefined || own.has(of)) return [];
    return [...statement.matchAll(/add constraint (\S+)/g)].flatMap(([, name]) =>
      dropped.has(name) ? [] : [`add a rule to ${of}`],
    );
  });
  return [...found, ...stricter];
}

describe('migrations', () => {
  it.each([
    ['alter table users drop column nickname;', 'drop column users'],
    ['drop table letters;', 'drop table letters'],
    ['alter table users rename column a to b;', 'rename users'],
    ['alter table users\n  alter column a type bigint;', 'change a type users'],
    ['alter table users alter a set not null;', 'ask for a value users'],
    ['alter table users alter column a drop default;', 'drop a default users'],
    ['alter table users add column a text not null;', 'add a column that must be filled users'],
    [
      'alter table users add column b int default 1, add column a text not null;',
      'add a column that must be filled users',
    ],
    ['create unique index users_once on users (a);', 'allow one only users'],
    ["alter table users add constraint users_a check (a <> '');", 'add a rule to users'],
    ['drop function announce(uuid);', 'drop table announce(uuid)'],
  ])('that would hinder the release before are found: %s', (sql, hindrance) => {
    expect(hindrances(sql)).toContain(hindrance);
  });

  it.each([
    ['alter table users add column a text;'],
    ['alter table users add column a text not null default 1;'],
    ['alter table users add column a text default 1 not null, add column b int;'],
    [
      'alter table outbox drop constraint outbox_check; alter table outbox add constraint outbox_check check (true);',
    ],
    [
      'create table letters (a int); create unique index letters_once on letters (a); alter table letters add constraint c check (a > 0);',
    ],
    ['-- alter table users drop column a;\ncreate index users_by_a on users (a);'],
    ['create or replace function f() returns trigger language plpgsql as $$ begin drop table x; end $$;'],
  ])('that would not are let be: %s', (sql) => {
    expect(hindrances(sql)).toEqual([]);
  });

  it('leave the release before as it was, so that it may still run', () => {
    const found = readdirSync(folder)
      .filter((file) => file >= first)
      .flatMap((file) =>
        hindrances(readFileSync(path.join(folder, file), 'utf8')).map(
          (hindrance) => `${path.basename(file, '.sql')}: ${hindrance}`,
        ),
      );
    expect(found.toSorted()).toEqual(Object.keys(reviewed).toSorted());
  });

  it('know no way back', () => {
    const down = readdirSync(folder).filter((file) =>
      /down migration/i.test(readFileSync(path.join(folder, file), 'utf8')),
    );
    expect(down).toEqual([]);
  });
});
