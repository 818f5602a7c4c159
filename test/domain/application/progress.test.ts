import { describe, expect, it } from 'vitest';
import { sections } from '../../../domain/application/fields';
import { answersIn, sectionStates } from '../../../domain/application/progress';
import { formWith, memberAnswers, today } from '../../support/form';

const statesOf = (changes: Record<string, string | undefined> = {}) =>
  sectionStates(formWith(changes), today);

describe('how far each section is', () => {
  it('is told from the answers', () => {
    expect(sectionStates({}, today)).toEqual({
      applicant: 'optional',
      beneficiary: 'todo',
      contacts: 'todo',
      residence: 'todo',
      need: 'todo',
      monthlyMeans: 'todo',
      housing: 'optional',
      sustenance: 'unavailable',
      household: 'todo',
      annualIncomes: 'optional',
      declarations: 'todo',
      isee: 'optional',
    });
  });

  it('is never “to do” or “a problem” in a form that can be sent', () => {
    const states = statesOf({ 'declarations.noOtherSupport': 'si' });
    expect(sections.filter((section) => ['todo', 'problem'].includes(states[section]))).toEqual([]);
  });

  it('opens the means of support at zero monthly income', () => {
    expect(statesOf({ 'monthlyMeans.income': '0' }).sustenance).toBe('todo');
    expect(statesOf({ 'monthlyMeans.income': '10' }).sustenance).toBe('unavailable');
  });

  it('tells a missing answer from a wrong one', () => {
    expect(statesOf({ 'monthlyMeans.income': undefined }).monthlyMeans).toBe('todo');
    expect(statesOf({ 'monthlyMeans.income': 'circa 400' }).monthlyMeans).toBe('problem');
  });

  it('counts the members with the household', () => {
    expect(statesOf(memberAnswers('m1', { fiscalCode: 'sbagliato' })).household).toBe('problem');
    expect(Object.keys(answersIn('household', memberAnswers('m1', {})))).toContain('members.m1.fiscalCode');
  });

  it('asks for the mandate of who files for somebody else', () => {
    const relative = { 'applicant.role': 'relative', 'applicant.relation': 'figlia' };
    expect(statesOf(relative).applicant).toBe('todo');
    expect(statesOf({ ...relative, 'applicant.mandate': 'si' }).applicant).toBe('done');
    expect(statesOf({ 'applicant.role': 'nessuno' }).applicant).toBe('problem');
  });
});
