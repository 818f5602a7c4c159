import { expect, it } from 'vitest';
import messages from '../../app/_i18n/it.json';
import { fields, memberFields, type MemberField } from '../../domain/application/fields';
import { writeArchive } from '../../documents/archive';
import { fieldWords, memberWords, wordOf } from '../../documents/field-words';
import { unzip } from '../support/unzip';

/** The label of a field in the catalogue of the screen. */
function labelOf(name: string): unknown {
  const found = name
    .split('.')
    .reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], messages.fields);
  return (found as { label: string }).label;
}

it('a copy calls each field as the form does', () => {
  const names = Object.values(fields).flatMap((section) => Object.keys(section));
  expect(fieldWords).toEqual(Object.fromEntries(names.map((name) => [name, labelOf(name)])));
  const members = Object.keys(memberFields) as MemberField[];
  expect(memberWords).toEqual(
    Object.fromEntries(members.map((name) => [name, messages.fields.members[name].label])),
  );
  expect(wordOf('members.m2.familyName')).toBe('Componente 2: Cognome');
  expect(wordOf('never.there')).toBe('never.there');
});

it('two documents of one name stand side by side in an archive', async () => {
  const bytes = Buffer.from('x');
  const zip = await writeArchive(['a/isee.pdf', 'a/isee.pdf', 'b', 'b'].map((path) => ({ path, bytes })));
  expect([...unzip(zip).keys()]).toEqual(['a/isee.pdf', 'a/isee (2).pdf', 'b', 'b (2)']);
});
