import { describe, expect, test } from 'vitest';
import { asRead, messagesOf } from '../support/catalogue';
import { gulpease, sentencesOf, wordsOf } from '../support/gulpease';

/** Below it a page needs help to be understood with a middle-school diploma. */
const easy = 60;
/** A single text may be somewhat harder than its page: a list of nouns has few full stops. */
const bearable = 50;
const longestSentence = 25;

/** What only people at work read. */
const staff = /^(areas|office|till|merchants|outbox|help\.(desk|queue)|(procedure|evidence)\.office)\b/;

/** Words the law or the manual fixes: they stand as they are, however they read. */
const fixed = [
  /^access\.accredit\.declaration/,
  /^citizen\.draft\.declarationsLead$/,
  /^fields\.annualIncomes\.\w+\.label$/,
  /^fields\.declarations\.\w+\.label$/,
];

/** A label of few words is judged by nobody's formula. */
const isRunning = (text: string): boolean => wordsOf(text).length >= 5;

const texts = (await messagesOf('it'))
  .filter(({ path }) => !staff.test(path) && !fixed.some((pattern) => pattern.test(path)))
  .map(({ path, text }) => ({ path, text: asRead(text) }))
  .filter(({ text }) => isRunning(text));

const pageOf = ({ path }: { path: string }): string =>
  path.startsWith('fields.') ? 'fields' : path.split('.').slice(0, -1).join('.');
const pages = [...new Set(texts.map(pageOf))];

describe('what citizens read', () => {
  test.each(pages)('in %s is easy', (page) => {
    const read = texts.filter((each) => pageOf(each) === page).map(({ text }) => text);
    expect(gulpease(read)).toBeGreaterThanOrEqual(easy);
  });

  test('has no hard text among easy ones', () => {
    const hard = texts.filter(({ text }) => wordsOf(text).length >= 8 && gulpease([text]) < bearable);
    expect(hard).toEqual([]);
  });

  test(`has no sentence of more than ${longestSentence} words`, () => {
    const sentences = texts.flatMap(({ path, text }) =>
      sentencesOf(text).map((sentence) => ({ path, sentence })),
    );
    expect(sentences.filter(({ sentence }) => wordsOf(sentence).length > longestSentence)).toEqual([]);
  });
});

describe('the formula', () => {
  test('gives the index of known texts', () => {
    // 2 sentences, 7 words, 29 letters: 89 + (600 − 290) / 7.
    expect(gulpease(['Il gatto dorme. Il cane invece corre.'])).toBeCloseTo(133.29, 2);
    const law =
      'Il sottoscritto, valendosi delle disposizioni di cui agli articoli seguenti, dichiara quanto segue';
    expect(gulpease([law])).toBeLessThan(easy);
  });

  test('counts no sentence at the point of a number, a date or an abbreviation within one', () => {
    expect(sentencesOf('Scrivi 1.234,56 entro il 31.03.2021. Poi spedisci!')).toHaveLength(2);
  });
});
