import { after, before, type Term } from '../../calendar';
import { amountForAdults } from '../amounts';
import type { ProgrammeRules } from '../rules';
import { overlap } from '../openings';
import { lastClosing } from '../terms';
import { rangeFaults } from './ranges';
import type { RuleFault } from './rule-fault';

/** What is judged besides the rules themselves. */
export interface Circumstances {
  now: Date;
  /** Today's civil date. */
  today: string;
  /** Whether citizens have seen the programme before: then its windows may be over, and the fund still change. */
  published: boolean;
}

type Check = (rules: ProgrammeRules, circumstances: Circumstances) => RuleFault[];

const fault = (path: RuleFault['path'], code: string, params?: RuleFault['params']): RuleFault =>
  params ? { path, code, params } : { path, code };

/** Terms are compared where calendars have no say: counted from one same day. */
const longer = (one: Term, other: Term): boolean => after(new Date(0), one) > after(new Date(0), other);
const isNothing = (term: Term): boolean => after(new Date(0), term).getTime() === 0;

/** Two windows of a channel at once: the first would decide, and nobody could tell when the channel closes. */
const overlappingWindows: Check = ({ windows }) =>
  windows.flatMap((window, place) => {
    const other = windows.findIndex(
      (earlier, index) => index < place && earlier.channel === window.channel && overlap(earlier, window),
    );
    return other < 0 ? [] : [fault(['windows', place, 'opensAt'], 'windows-overlap', { other: other + 1 })];
  });

const windowsAhead: Check = (rules, { now, published }) =>
  published || lastClosing(rules) > now ? [] : [fault(['windows', 0, 'closesAt'], 'windows-over')];

const duplicates =
  (list: 'criteria' | 'tiers'): Check =>
  (rules) => {
    const ids = (rules[list] ?? []).map(({ id }: { id?: string }) => id);
    return ids.flatMap((id, place) =>
      id !== undefined && ids.indexOf(id) < place ? [fault([list, place, 'id'], 'duplicate-id')] : [],
    );
  };

const order: Check = ({ order: keys = [], tiers = [], points = [] }) =>
  keys.flatMap((key, place): RuleFault[] => {
    const at = ['order', place, 'by'];
    if (key.by === 'tier' && tiers.length === 0) return [fault(at, 'order-without-tiers')];
    if (key.by === 'points' && points.length === 0) return [fault(at, 'order-without-points')];
    const same = keys.findIndex((other) => JSON.stringify(other.by) === JSON.stringify(key.by));
    return same < place ? [fault(at, 'order-twice')] : [];
  });

/** Nothing comes after a draw, and its number from where the notice says. */
const draw: Check = ({ order: keys = [], drawSource }) => {
  const place = keys.findIndex(({ by }) => by === 'draw');
  if (place < 0) return drawSource === undefined ? [] : [fault(['drawSource'], 'source-without-draw')];
  return [
    ...(place < keys.length - 1 ? [fault(['order', place, 'by'], 'draw-not-last')] : []),
    ...(drawSource === undefined ? [fault(['drawSource'], 'draw-without-source')] : []),
  ];
};

const amounts: Check = ({ amounts: model, allocationCents, adjustments = [] }) => {
  if (model.kind === 'shared-out') {
    return adjustments.length > 0 ? [fault(['adjustments', 0, 'kind'], 'adjustments-without-amount')] : [];
  }
  const falling =
    model.kind === 'by-members'
      ? model.table.findIndex((cents, place) => place > 0 && cents < (model.table[place - 1] ?? 0))
      : -1;
  return [
    ...(falling > 0 ? [fault(['amounts', 'table', falling], 'table-falls')] : []),
    ...((amountForAdults(model, 1) ?? 0) > allocationCents
      ? [fault(['allocationCents'], 'allocation-below-amount')]
      : []),
  ];
};

const reminders: Check = ({ windows, terms }) => {
  const { draftReminder, decision, decisionWarning, voucherExpiry, voucherNotices } = terms;
  const last = windows.toSorted((one, other) => Date.parse(other.closesAt) - Date.parse(one.closesAt))[0];
  const tooEarly = last && before(new Date(last.closesAt), draftReminder) < new Date(last.opensAt);
  const notices = voucherNotices.flatMap((notice, place) => {
    const at = ['terms', 'voucherNotices', place];
    if (voucherNotices.indexOf(notice) < place) return [fault(at, 'notice-twice')];
    return voucherExpiry.kind === 'after' && !longer(voucherExpiry.term, notice)
      ? [fault(at, 'notice-before-issue')]
      : [];
  });
  return [
    ...(tooEarly ? [fault(['terms', 'draftReminder'], 'reminder-before-opening')] : []),
    ...(longer(decision, decisionWarning) ? [] : [fault(['terms', 'decisionWarning'], 'warning-too-early')]),
    ...notices,
  ];
};

const lengths: Check = ({ terms, serviceLevel }) => {
  const { decision, voidWindow, clarification, observations, review, voucherExpiry } = terms;
  const asked = { decision, clarification, observations, review };
  const empty = Object.entries(asked).filter(([, term]) => term !== undefined && isNothing(term));
  return [
    ...empty.map(([name]) => fault(['terms', name], 'term-of-nothing')),
    ...(voucherExpiry.kind === 'after' && isNothing(voucherExpiry.term)
      ? [fault(['terms', 'voucherExpiry', 'term'], 'term-of-nothing')]
      : []),
    ...(voucherExpiry.kind === 'after' && longer(voidWindow, voucherExpiry.term)
      ? [fault(['terms', 'voidWindow'], 'void-after-expiry')]
      : []),
    ...(serviceLevel && longer(serviceLevel.decision, decision)
      ? [fault(['serviceLevel', 'decision'], 'promise-after-term')]
      : []),
  ];
};

/** A voucher that ends on a day: one still to come, and after the applications do. */
const expiryDay: Check = (rules, { today }) => {
  const { voucherExpiry } = rules.terms;
  if (voucherExpiry.kind !== 'on') return [];
  const at = ['terms', 'voucherExpiry', 'date'];
  if (voucherExpiry.date < today) return [fault(at, 'expiry-past')];
  const closing = lastClosing(rules).toISOString().slice(0, 10);
  return voucherExpiry.date < closing ? [fault(at, 'expiry-before-closing')] : [];
};

/** Declarations that contradict one another (manual § 2.8) cannot both be required. */
const declarations: Check = ({ requiredDeclarations = [] }) =>
  (['noPublicSupport', 'noOtherSupport'] as const)
    .filter((kind) => requiredDeclarations.includes(kind) && requiredDeclarations.includes('receivesSupport'))
    .map((kind) => fault(['requiredDeclarations', kind], 'declarations-contradict'));

/** The checks across fields, each with the parts of the rules it needs: it waits until those are right by themselves. */
export const checks: readonly { needs: readonly (keyof ProgrammeRules)[]; check: Check }[] = [
  { needs: ['windows'], check: overlappingWindows },
  { needs: ['windows'], check: windowsAhead },
  { needs: [], check: duplicates('criteria') },
  { needs: [], check: duplicates('tiers') },
  { needs: ['order', 'tiers', 'points'], check: order },
  { needs: ['order', 'drawSource'], check: draw },
  { needs: ['amounts', 'allocationCents', 'adjustments'], check: amounts },
  { needs: ['windows', 'terms'], check: reminders },
  { needs: ['terms', 'serviceLevel'], check: lengths },
  { needs: ['terms', 'windows'], check: expiryDay },
  { needs: ['requiredDeclarations'], check: declarations },
  { needs: ['criteria', 'tiers', 'points', 'adjustments'], check: rangeFaults },
];
