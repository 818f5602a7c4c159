import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import type italian from '../../app/_i18n/it.json';
import { pseudoText } from '../../app/_i18n/pseudo';
import { locales } from '../../app/_i18n/locales';
import { argumentsOf, messagesOf, type Message } from '../support/catalogue';

const [first = [], ...others] = await Promise.all(locales.map(messagesOf));

/** Words that are the same in Italian and in English, or names. */
const shared = new Set([
  'Home',
  'ISEE',
  'Mail',
  'No',
  'no',
  'Password',
  'SMS',
  'Username',
  '{text}: {percent}%',
]);

// Of two messages under one key the last one counts, and the other is lost without a word.
test.each(locales)('the catalogue "%s" has each key once', (locale) => {
  const written = readFileSync(`app/_i18n/${locale}.json`, 'utf8');
  expect(written).toBe(`${JSON.stringify(JSON.parse(written), undefined, 2)}\n`);
});

describe.each(locales.slice(1).map((locale, index) => [locale, others[index] ?? []] as const))(
  'the catalogue "%s"',
  (_, messages) => {
    const signature = ({ path, text }: Message) => `${path} {${argumentsOf(text).join(', ')}}`;

    test('has the messages of the first language, with the same arguments', () => {
      expect(messages.map(signature).toSorted()).toEqual(first.map(signature).toSorted());
    });

    test('has nothing left in the first language', () => {
      const original = new Map(first.map(({ path, text }) => [path, text]));
      const left = messages.filter(({ path, text }) => original.get(path) === text && !shared.has(text));
      expect(left).toEqual([]);
    });
  },
);

test('no message is empty, has spaces at its ends, or straight apostrophes', () => {
  const odd = [first, ...others].flat().filter(({ text }) => text.trim() !== text || /^$|'/.test(text));
  expect(odd).toEqual([]);
});

test('the pseudo-language keeps the arguments of every message', () => {
  const lost = first.filter(({ text }) => argumentsOf(pseudoText(text)).join() !== argumentsOf(text).join());
  expect(lost).toEqual([]);
  expect(pseudoText('{count, plural, one {# spesa} other {# spese}}')).toMatch(
    /^⟦\{count, plural, one \{# špéšà\} other \{# špéšé\}\} .*⟧$/,
  );
});

test.each(locales)('what took no whole day is told as the same day: "%s"', async (locale) => {
  const { default: messages }: { default: typeof italian } = await import(`../../app/_i18n/${locale}.json`);
  const t = createTranslator({ locale, messages });
  const told = [
    t('budget.pace.figures', { median: 0, most: 0 }),
    t('settlement.days.figures', { median: 0, p90: 0 }),
  ];
  expect(told.filter((text) => /\d/.test(text))).toEqual([]);
  expect(t('budget.pace.figures', { median: 1, most: 12 })).toMatch(/ 1 .* 12 /);
  expect(t('settlement.days.figures', { median: 1, p90: 12 })).toMatch(/ 1 .* 12 /);
});

/** The sources that show messages, or hold the words by which one is chosen. */
const sources = ['app', 'domain', 'commands', 'db']
  .flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => path.join(room, file)),
  )
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(file, 'utf8'));
const allCode = sources.join('\n');

/** Whether the code knows a word that comes from data: a state, a role, the name of a field, the number of a step. */
const isSaid = (word: string): boolean =>
  /^\d+$/.test(word) ||
  allCode.includes(`'${word}'`) ||
  allCode.includes(` ${word}:`) ||
  // Put together, as the fault of a tax code is: `fiscal-code-${fault}`.
  [...word.matchAll(/-/g)].some(
    ({ index }) => allCode.includes(`\`${word.slice(0, index + 1)}\${`) && isSaid(word.slice(index + 1)),
  );

/** A call of a file: `'title'`, or the pattern of a message that data chooses, each hole being a word the code knows. */
function callsOf(code: string): (key: string) => boolean {
  const templates = [...code.matchAll(/`([^`\n]*\$\{[^`\n]*)`/g)].map(([, template = '']) => template);
  if (/\bt\w*(\.has)?\((?!['"`)])/.test(code)) templates.push('${word}');
  const patterns = templates.map((template) => {
    const constants = template
      .split(/\$\{[^}]*\}/)
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
    return new RegExp(`^${constants.join('(.+)')}$`);
  });
  const chosen = (key: string) =>
    patterns.some((pattern) => pattern.exec(key)?.slice(1).every(isSaid) ?? false);
  return (key) => code.includes(`'${key}'`) || chosen(key);
}

/** Which messages are asked for under each namespace. */
const askers = sources.flatMap((code) =>
  [...code.matchAll(/Translations\((?:'([\w.]+)')?\)/g)].map(([, namespace]) => ({
    prefix: namespace === undefined ? '' : `${namespace}.`,
    asks: callsOf(code),
  })),
);

/** The kit and the till hand their words over as a whole, and the compiler knows their names. */
const isHandedOver = (key: string): boolean =>
  ['kit.', 'till.words.'].some((whole) => {
    const name = key.slice(whole.length);
    return key.startsWith(whole) && (allCode.includes(`texts.${name}`) || allCode.includes(`'${name}'`));
  });

test('no message is there for nobody', () => {
  const unused = first.filter(
    ({ path: key }) =>
      !isHandedOver(key) &&
      !askers.some(({ prefix, asks }) => key.startsWith(prefix) && asks(key.slice(prefix.length))),
  );
  expect(unused.map(({ path: key }) => key)).toEqual([]);
});
