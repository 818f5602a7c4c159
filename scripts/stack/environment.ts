import { EnvironmentError, readEnvironment, withFiles, type Environment } from '../../env';
import { Problem } from './problem';

/** The environment as the processes will read it. Throws a `Problem` that lists every wrong or missing variable. */
export function checkedEnvironment(source: Record<string, string | undefined>): Environment {
  return asProblem(() => readEnvironment(source));
}

/** Reads the variables that are kept in files into this process's environment, for its children too. */
export function takeFiles(): void {
  Object.assign(
    process.env,
    asProblem(() => withFiles(process.env)),
  );
}

function asProblem<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof EnvironmentError ? new Problem(error.message) : error;
  }
}
