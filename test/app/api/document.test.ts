import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { calls } from '../../../app/_api/calls';
import { problemsOf } from '../../../app/_api/call';
import { documentOf } from '../../../app/_api/document';
import { problemStatuses, problemTitles } from '../../../app/_server/problem';
import { openDocument } from '../../support/openapi';

const document = documentOf(calls);
const api = openDocument(document);

test('the document is valid OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  expect(document.openapi).toMatch(/^3\.1\./);
});

test('every route file is described, and every described path has its file', () => {
  const root = 'app/api/v1';
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'route.ts')
    .map((file) => `/${path.dirname(file).replaceAll('[', '{').replaceAll(']', '}')}`)
    // It answers what no other file does.
    .filter((file) => file !== '/{{...unknown}}');
  expect(files.toSorted()).toEqual([...new Set(calls.map((call) => call.path))].toSorted());
});

test('no call is described twice', () => {
  const ids = calls.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(calls.map((call) => `${call.method} ${call.path}`)).size).toBe(ids.length);
});

test.each(calls.map((call) => [call.id, call] as const))(
  '%s has examples that its schemas take',
  (id, call) => {
    const operation = api.operation(id);
    if (call.body) expect(api.faults(operation.body, call.body.example)).toEqual([]);
    for (const [status, { body }] of Object.entries(call.answers)) {
      if (body) expect(api.faults(operation.answers[status]?.schema, body.example)).toEqual([]);
    }
    for (const { schema, examples } of Object.values(operation.answers)) {
      for (const example of examples) expect(api.faults(schema, example)).toEqual([]);
    }
    expect(problemsOf(call).length).toBeGreaterThan(0);
  },
);

test('every problem has a title of its own, as a sentence', () => {
  const titles = Object.values(problemTitles);
  expect(new Set(titles).size).toBe(titles.length);
  expect(titles.filter((title) => !/^[A-Z].*\.$/.test(title))).toEqual([]);
});

test('the page for those who write tills tells what to do about every problem they can meet, and no other', () => {
  const page = readFileSync('docs/pos/README.md', 'utf8');
  const told = [...page.matchAll(/^\| (\d{3}) +\| `([a-z-]+)`/gm)].map(
    ([, status, code]) => `${status} ${code}`,
  );
  const met = calls
    .filter(({ audience }) => audience === 'shop')
    .flatMap(problemsOf)
    .map((code) => `${problemStatuses[code]} ${code}`);
  expect(told.toSorted()).toEqual([...new Set(met)].toSorted());
});
