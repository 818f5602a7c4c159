import { getLocale, getTranslations } from 'next-intl/server';
import { ruleWords } from '@/app/_rules/words';
import { isCivilDate } from '@/domain/calendar';
import type { Comparison } from '@/domain/programme/criteria';
import { facets, type Facet } from '@/domain/programme/editing/differences';
import { rowsOf, type Fields } from '@/domain/programme/editing/fields';
import { ticked } from '@/domain/programme/editing/reading';
import { sectionOf, type EditorSection } from '@/domain/programme/editing/sections';
import { namedQuantities } from '@/domain/programme/facts';
import { lengthInWords } from './length';

const facetOf = (field: string): Facet | undefined => facets.find((facet) => field.endsWith(`.${facet}`));

/** How the parts of the form are called, and what was typed in them said to people. */
export async function editorWords() {
  const [locale, t, tFields, tKinds, rules] = await Promise.all([
    getLocale(),
    getTranslations('editor'),
    getTranslations('fields.declarations'),
    getTranslations('attachments.kinds'),
    ruleWords(),
  ]);
  type Key = Parameters<typeof t.has>[0];

  const label = (section: EditorSection, leaf: string): string => t(`fields.${section}.${leaf}` as never);
  const hint = (section: EditorSection, leaf: string): string | undefined =>
    t.has(`hints.${section}.${leaf}` as Key) ? t(`hints.${section}.${leaf}` as never) : undefined;

  const option = (leaf: string, value: string): string => {
    if (leaf === 'requiredDeclarations') return tFields(`${value}.label` as never);
    if (leaf === 'kind' && tKinds.has(value as never)) return tKinds(value as never);
    return t(`options.${leaf}.${value}` as never);
  };
  const quantity = (name: string): string => {
    const known = namedQuantities.find((each) => each === name);
    if (known) return rules.quantity(known);
    return t(`quantities.${name}` as never);
  };

  /** The name of a field, with the numbers of its rows: `criteria.r2.holds.c1.is` → "Requisito 2, Chi lo ha, confronto 1". */
  const nameOf = (field: string, fields: Fields): string => {
    const section = sectionOf(field);
    if (section === null) return field;
    const segments = field.split('.');
    const names = segments.flatMap((segment, place) => {
      const list = segments.slice(0, place).join('.');
      if (/^r\d+$/.test(segment)) return [t('row', { number: placeOf(fields, list, segment, 'r') })];
      if (/^c\d+$/.test(segment)) return [t('line', { number: placeOf(fields, list, segment, 'c') })];
      const box = segments[place - 1];
      if (box === 'requiredDeclarations' || box === 'weekdays') return [option(box, segment)];
      const key = `fields.${section}.${segment}` as Key;
      return t.has(key) ? [t(key as never)] : [];
    });
    const facet = facetOf(field);
    return [...names, ...(facet ? [t(`facets.${facet}`)] : [])].join(', ');
  };

  /** A text that was typed, in words where it stands for a choice. */
  const said = (field: string, text: string): string => {
    const leaf = field.split('.').at(-1) ?? '';
    if (text === ticked) return t('yes');
    // A number by itself would not tell which end it is.
    if (leaf === 'from' || leaf === 'to' || leaf === 'group') {
      return [t(`facets.${leaf}`).toLowerCase(), text].join(' ');
    }
    if (leaf === 'quantity') return quantity(text);
    if (leaf === 'is') return rules.comparison(text as Comparison);
    if (isCivilDate(text)) return text.split('-').reverse().join('/');
    if (t.has(`options.${leaf}.${text}` as Key)) return t(`options.${leaf}.${text}` as never);
    return leaf === 'kind' && tKinds.has(text as never) ? tKinds(text as never) : text;
  };

  /** The fields of one answer as one text: `30 giorni`, `Importo ISEE al massimo 9.360,00`. */
  const answer = (fields: Fields): string => {
    const typed = (facet: Facet) => Object.entries(fields).find(([field]) => facetOf(field) === facet)?.[1];
    const length = lengthInWords(typed('count') ?? '', typed('unit') ?? '', locale);
    if (length !== null) return length;
    const facetPlace = (field: string) => facets.findIndex((facet) => field.endsWith(`.${facet}`));
    const texts = Object.entries(fields)
      .toSorted(([one], [other]) => facetPlace(one) - facetPlace(other))
      .map(([field, text]) => said(field, text));
    return texts.join(' ').replace('… ', '');
  };

  return { label, hint, option, quantity, nameOf, answer, comparison: rules.comparison };
}

function placeOf(fields: Fields, list: string, row: string, letter: 'r' | 'c'): number {
  const place = rowsOf(fields, list, letter).indexOf(row);
  return place < 0 ? rowsOf(fields, list, letter).length + 1 : place + 1;
}

export type EditorWords = Awaited<ReturnType<typeof editorWords>>;
