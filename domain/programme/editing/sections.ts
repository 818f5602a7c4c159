import { declarationKinds } from '../../application/fields';
import { documentKinds } from '../../attachment/kinds';
import { channels, weekdays } from '../rules';
import type { GroupPart, ListPart, Part, Parts } from './parts';

/** The pictures a programme may have on the portal. */
export const programmeIcons = ['carrello', 'accessibilita', 'asilo', 'casa', 'modulo'] as const;

const text: Part = { kind: 'text' };
const money: Part = { kind: 'money' };
const count: Part = { kind: 'count' };
const condition: Part = { kind: 'condition' };
const quantity: Part = { kind: 'quantity' };
const term: Part = { kind: 'term' };
const optionalTerm: Part = { kind: 'term', optional: true };
const group = (parts: Parts): GroupPart => ({ kind: 'group', parts });
const list = (row: Part, most: number, more: Partial<ListPart> = {}): ListPart => ({
  kind: 'list',
  row,
  most,
  ...more,
});

/** Points for each of something, or once: which of the two is a choice here and shows by itself in the rules. */
const pointRule: Part = {
  kind: 'shaped',
  part: {
    kind: 'variant',
    by: 'counted',
    common: { text, points: count },
    alternatives: { each: { each: quantity }, once: { when: condition } },
  },
  toRules: (value) => without(value, 'counted'),
  fromRules: (value) => ({ ...(value as object), counted: 'each' in (value as object) ? 'each' : 'once' }),
};

const ordered = ['tier', 'points', 'draw'];

/** Tier, points and draw have a direction of their own. */
const orderKey: Part = {
  kind: 'shaped',
  part: group({
    by: { kind: 'quantity', also: ordered },
    direction: { kind: 'choice', options: ['ascending', 'descending'], optional: true },
  }),
  toRules: (value) =>
    ordered.includes(String(Reflect.get(value as object, 'by'))) ? without(value, 'direction') : value,
  fromRules: (value) => value,
};

/** Without a list every kind is taken and none required; that is a choice of its own, not an empty list. */
const documents: Part = {
  kind: 'shaped',
  part: {
    kind: 'variant',
    by: 'asked',
    common: {},
    alternatives: {
      any: {},
      listed: {
        list: list(
          group({ kind: { kind: 'choice', options: documentKinds }, required: { kind: 'tick' } }),
          7,
          {
            whenEmpty: 'list',
          },
        ),
      },
    },
  },
  toRules: (value) => {
    const { list: rows } = value as { list?: (object | undefined)[] };
    return rows?.map((row) => ({ required: false, ...row }));
  },
  fromRules: (value) => (value === undefined ? { asked: 'any' } : { asked: 'listed', list: value }),
};

const adjustment: Part = {
  kind: 'variant',
  by: 'kind',
  common: { text, cents: money },
  alternatives: {
    add: { when: condition },
    'add-each': { each: quantity },
    'at-least': { when: condition },
    'at-most': {},
  },
};

const amounts: Part = {
  kind: 'variant',
  by: 'kind',
  common: {},
  alternatives: {
    'by-members': { table: list(money, 20, { required: true }) },
    'first-and-further': { firstCents: money, furtherCents: money },
    'per-day': {
      days: count,
      adultCents: money,
      minorCents: money,
      weeklyCapCents: {
        kind: 'shaped',
        part: { kind: 'money', optional: true },
        toRules: (value) => value ?? null,
        fromRules: (value) => value ?? undefined,
      },
    },
    'shared-out': {
      late: { kind: 'group', optional: true, parts: { after: { kind: 'moment' }, percent: count } },
    },
  },
};

/** The sections of the editor, a page each, and what stands on it by the names of the rules. */
export const sections = {
  identity: { name: text, slug: text, icon: { kind: 'choice', options: programmeIcons } },
  fund: { fundSource: text, allocationCents: money },
  windows: {
    windows: list(
      group({
        channel: { kind: 'choice', options: channels },
        opensAt: { kind: 'moment' },
        closesAt: { kind: 'moment' },
        daily: {
          kind: 'group',
          optional: true,
          parts: { opens: text, closes: text, weekdays: { kind: 'ticks', options: weekdays } },
        },
      }),
      20,
      { required: true },
    ),
  },
  criteria: { criteria: list(group({ id: text, text, source: text, holds: condition }), 30) },
  tiers: { tiers: list(group({ id: text, text, percent: count, when: condition }), 10) },
  points: { points: list(pointRule, 30) },
  order: { order: list(orderKey, 10), drawSource: { kind: 'text', optional: true } },
  amounts: { amounts },
  adjustments: { adjustments: list(adjustment, 20) },
  documents: { documents },
  declarations: { requiredDeclarations: { kind: 'ticks', options: declarationKinds } },
  terms: {
    terms: group({
      draftReminder: term,
      draftRetention: term,
      decision: term,
      decisionWarning: term,
      clarification: optionalTerm,
      observations: optionalTerm,
      review: optionalTerm,
      voucherExpiry: {
        kind: 'variant',
        by: 'kind',
        common: {},
        alternatives: { after: { term }, on: { date: { kind: 'day' } } },
      },
      voucherNotices: list(term, 5, { whenEmpty: 'list' }),
      voidWindow: term,
    }),
  },
  office: {
    rejectionNotice: { kind: 'tick' },
    waitingList: { kind: 'tick' },
    countersignAboveCents: { kind: 'money', optional: true },
    serviceLevel: { kind: 'group', optional: true, parts: { takeInCharge: term, decision: term } },
  },
} as const satisfies Record<string, Parts>;

export type EditorSection = keyof typeof sections;

export const sectionNames = Object.keys(sections) as EditorSection[];

/** The section where a field stands, or null where the editor has no such field. */
export function sectionOf(field: string): EditorSection | null {
  const [top = ''] = field.split('.');
  return sectionNames.find((section) => Object.hasOwn(sections[section], top)) ?? null;
}

const { identity, ...rulesSections } = sections;

/** Name, address and picture: what is not part of the rules. */
export const identityPart = group(identity);

/** The rules, whole. */
export const rulesPart = group(Object.assign({}, ...Object.values(rulesSections)) as Parts);

function without(value: unknown, name: string): object {
  return Object.fromEntries(Object.entries(value as object).filter(([each]) => each !== name));
}
