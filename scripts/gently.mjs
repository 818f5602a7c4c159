/**
 * A start that gives way. A program that starts takes a second or two of a core; on a machine of two, those who are served
 * meanwhile by the process beside it would wait for it.
 *
 * Plain JavaScript, so that it is there without being translated.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';

/** How far what gives way steps back, in steps of `nice`. */
export const stepsBack = 5;

/**
 * Has this process give way from now on, where it may come forward again: root may, and who is allowed one step more than it
 * has. Anywhere else nothing happens.
 *
 * @returns has it come forward to where it stood
 */
export function giveWay() {
  const stood = os.getPriority();
  try {
    // What is allowed shows only when it is asked for: one step ahead, and back again.
    os.setPriority(stood - 1);
    os.setPriority(stood);
  } catch {
    return () => undefined;
  }
  const session = sessionPriority();
  stand(stood + stepsBack, session + stepsBack);
  return () => stand(stood, session);
}

/** Every thread has a priority of its own on Linux, which those that it starts inherit. */
function stand(priority, session) {
  for (const thread of threads()) {
    try {
      os.setPriority(thread, priority);
    } catch {
      // It has just ended.
    }
  }
  weighSession('self', session);
}

function threads() {
  try {
    return readdirSync('/proc/self/task').map(Number);
  } catch {
    return [0];
  }
}

/**
 * Linux may weigh whole sessions against one another (autogroup), and then the priority of their processes says nothing.
 *
 * @param {number | 'self' | undefined} process
 * @param {number} priority in steps of `nice`
 */
export function weighSession(process, priority) {
  try {
    writeFileSync(`/proc/${process}/autogroup`, String(priority));
  } catch {
    // Not Linux, or it weighs processes.
  }
}

function sessionPriority() {
  try {
    return Number(/nice (-?\d+)/.exec(readFileSync('/proc/self/autogroup', 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
