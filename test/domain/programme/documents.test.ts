import { describe, expect, it } from 'vitest';
import { documentKinds } from '../../../domain/attachment/kinds';
import { documentsOf, missingDocuments } from '../../../domain/programme/documents';
import { programmeRulesSchema } from '../../../domain/programme/rules.schema';
import { demoProgrammes } from '../../../scripts/demo/programmes';

const asking = {
  documents: [
    { kind: 'isee', required: true },
    { kind: 'identita', required: true },
    { kind: 'altro', required: false },
  ] as const satisfies ReturnType<typeof documentsOf>,
};

describe('the documents of a programme', () => {
  it('are those it names, in its order', () => {
    expect(documentsOf({ documents: [...asking.documents] }).map(({ kind }) => kind)).toEqual([
      'isee',
      'identita',
      'altro',
    ]);
  });

  it('are all kinds, none required, where it names none', () => {
    expect(documentsOf({})).toEqual(documentKinds.map((kind) => ({ kind, required: false })));
    expect(missingDocuments({}, [])).toEqual([]);
  });

  it.each([
    [[], ['isee', 'identita']],
    [
      ['altro', 'delega'],
      ['isee', 'identita'],
    ],
    [['identita', 'identita'], ['isee']],
    [['identita', 'isee'], []],
  ] as const)('with %j attached lack %j', (attached, missing) => {
    expect(missingDocuments({ documents: [...asking.documents] }, attached)).toEqual(missing);
  });

  it('are judged when a programme comes from outside', () => {
    const [programme] = demoProgrammes(new Date());
    const judged = (documents: unknown) =>
      programmeRulesSchema.safeParse({ ...programme?.rules, documents }).success;
    expect(judged(undefined)).toBe(true);
    expect(judged([...asking.documents])).toBe(true);
    expect(judged([{ kind: 'patente', required: true }])).toBe(false);
    expect(judged([{ kind: 'isee' }])).toBe(false);
    expect(judged([asking.documents[0], { kind: 'isee', required: false }])).toBe(false);
  });
});
