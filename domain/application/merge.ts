import { memberFieldKey, memberFields, memberIds, type MemberField } from './fields';
import type { Answers } from './answers';
import type { FieldFault } from '../refusal';

/**
 * Puts what was typed in one place together with what was saved meanwhile from another tab or device: a three-way merge,
 * field by field. What only one side changed is kept; what both changed to the same text agrees; what both changed
 * differently is told, and the person decides.
 *
 * @param base the answers as they stood where the typing began; only the fields that were shown
 * @param typed the same fields as they stand there now, empty ones absent
 * @param current the whole draft as saved
 * @returns the whole draft, and for each field in dispute a fault `edited-elsewhere` (`theirs`: the other text) or
 *   `emptied-elsewhere`
 */
export function mergeAnswers({ base, typed, current }: Record<'base' | 'typed' | 'current', Answers>): {
  answers: Answers;
  faults: FieldFault[];
} {
  const ours = withFreeIds(base, typed, current);
  const answers = { ...current };
  const faults: FieldFault[] = [];
  for (const field of new Set([...Object.keys(base), ...Object.keys(ours)])) {
    const [before = '', mine = '', theirs = ''] = [base[field], ours[field], current[field]];
    if (mine === before || mine === theirs) continue;
    if (theirs === before) answers[field] = mine;
    else if (theirs === '') faults.push({ field, code: 'emptied-elsewhere' });
    else faults.push({ field, code: 'edited-elsewhere', params: { theirs } });
  }
  return { answers: Object.fromEntries(Object.entries(answers).filter(([, text]) => text !== '')), faults };
}

/** Two people added in two places at once got the same id: the one added here takes the next that is free. */
function withFreeIds(base: Answers, typed: Answers, current: Answers): Answers {
  const known = new Set(memberIds(base));
  const taken = memberIds(current);
  const added = memberIds(typed).filter((id) => !known.has(id) && taken.includes(id));
  return added
    .filter((id) => !samePerson(id, typed, current))
    .reduce((answers, id) => {
      const last = [...taken, ...memberIds(answers)].map((each) => Number(each.slice(1)));
      return renamed(answers, id, `m${Math.max(...last) + 1}`);
    }, typed);
}

const memberKeys = (id: string): string[] =>
  Object.keys(memberFields).map((field) => memberFieldKey(id, field as MemberField));

/** The first try was saved and only its answer lost. */
const samePerson = (id: string, one: Answers, other: Answers): boolean =>
  memberKeys(id).every((key) => (one[key] ?? '') === (other[key] ?? ''));

function renamed(answers: Answers, from: string, to: string): Answers {
  const prefix = `members.${from}.`;
  return Object.fromEntries(
    Object.entries(answers).map(([key, text]) => [
      key.startsWith(prefix) ? `members.${to}.${key.slice(prefix.length)}` : key,
      text,
    ]),
  );
}
