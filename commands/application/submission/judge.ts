import { readAnswers, type ApplicationForm } from '../../../domain/application/answers';
import { civilDate } from '../../../domain/calendar';
import { missingDeclarations } from '../../../domain/programme/declarations';
import { openWindow } from '../../../domain/programme/terms';
import { invalid } from '../../../domain/refusal';
import { ok, refused } from '../../../domain/result';
import type { Actor } from '../../../domain/roles';
import { paperFaults, type Papers } from '../../attachment/required';
import type { Trace } from '../../../tracing/trace';
import type { Outcome } from '../../transaction';
import type { Case } from '../case';

/** An application that is to be sent. */
export interface SubmissionCall {
  actor: Actor;
  applicationId: string;
  version?: number;
  language?: string;
  readBack?: boolean;
  /** When the call came in, by this process's own clock (`performance.now()`). */
  cameAt: number;
  /** What the call is part of; null outside any request. */
  trace: Trace | null;
}

/** The form as it is sent, or why an application that is held cannot be: see `submitApplication`. */
export function judgeSubmission(
  { application, programmeStatus, rules, now }: Case,
  papers: Papers,
  { version, readBack, cameAt }: SubmissionCall,
): Outcome<ApplicationForm> {
  if (application.status !== 'bozza') return refused({ code: 'not-editable' });
  if (application.answersVersion !== (version ?? application.answersVersion)) {
    return refused({ code: 'stale-version', version: application.answersVersion });
  }
  if (programmeStatus === 'chiuso') return refused({ code: 'programme-closed' });
  if (application.channel === 'contact-center' && readBack !== true) {
    return refused(invalid('readBack', 'read-back'));
  }
  // A crowd makes people wait in our own queue: that must not cost them the day's last minute.
  const came = new Date(now.getTime() - Math.max(0, performance.now() - cameAt));
  if (![now, came].some((moment) => openWindow(rules, application.channel, moment))) {
    return refused({ code: 'window-closed' });
  }
  const { form, faults: wrong } = readAnswers(application.answers, civilDate(now));
  const faults = [...wrong, ...missingDeclarations(rules, form), ...paperFaults(papers, rules)];
  return faults.length > 0 ? refused({ code: 'incomplete', faults }) : ok(form);
}
