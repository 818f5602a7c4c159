import { readAnswer, type Answers } from '@/domain/application/answers';
import {
  fieldSpec,
  memberFieldKey,
  memberFields,
  memberIds,
  type MemberField,
} from '@/domain/application/fields';
import type { FieldFault } from '@/domain/refusal';

/**
 * The answers in a posted form: only fields the form has, as typed. A box that was left empty is absent, as is a
 * field left empty.
 */
export function answersFrom(data: FormData): Answers {
  const answers: [string, string][] = [];
  for (const [name, value] of data) {
    if (typeof value === 'string' && value !== '' && fieldSpec(name)) {
      answers.push([name, value.replaceAll('\r\n', '\n')]);
    }
  }
  return Object.fromEntries(answers);
}

/** The answers without one member of the household. */
export const withoutMember = (answers: Answers, memberId: string): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([name]) => !name.startsWith(`members.${memberId}.`)));

/** What is still wrong with one member's details; of somebody not typed at all, every required field is missing. */
export function memberFaults(answers: Answers, memberId: string, today: string): FieldFault[] {
  return (Object.keys(memberFields) as MemberField[]).flatMap((field) => {
    const name = memberFieldKey(memberId, field);
    const reading = readAnswer(memberFields[field], answers[name], today);
    return 'code' in reading ? [{ field: name, code: reading.code }] : [];
  });
}

/** The id for the next member to be added. */
export function nextMemberId(answers: Answers): string {
  const last = memberIds(answers).at(-1) ?? 'm0';
  return `m${Number(last.slice(1)) + 1}`;
}
