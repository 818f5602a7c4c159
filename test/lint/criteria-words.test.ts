import { expect, test } from 'vitest';
import { locales } from '../../app/_i18n/locales';
import { criteriaOf } from '../../domain/programme/precheck-criteria';
import { messagesOf } from '../support/catalogue';

/** Criteria are data: the compiler cannot tell whether they have their words. */
const wanted = criteriaOf('buoni-spesa').flatMap(({ code, answers }) => [
  `${code}.rule`,
  `${code}.question`,
  `${code}.hint`,
  ...Object.keys(answers).map((answer) => `${code}.answers.${answer}`),
  ...Object.entries(answers).flatMap(([answer, standing]) =>
    standing === 'met' ? [] : [`${code}.why.${answer}`],
  ),
]);

test.each(locales)('every criterion of the pre-check has its words in "%s"', async (locale) => {
  const there = new Set((await messagesOf(locale)).map(({ path }) => path));
  expect(wanted.filter((key) => !there.has(`precheck.criteria.${key}`))).toEqual([]);
});
