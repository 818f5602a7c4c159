import { EnvironmentError, readEnvironment, type Environment } from '../../env';
import { Problem } from './problem';

/** The environment as the processes will read it. Throws a `Problem` that lists every wrong or missing variable. */
export function checkedEnvironment(source: Record<string, string | undefined>): Environment {
  try {
    return readEnvironment(source);
  } catch (error) {
    throw error instanceof EnvironmentError ? new Problem(error.message) : error;
  }
}
