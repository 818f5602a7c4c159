import { getFormatter } from 'next-intl/server';
import { timeOf } from './moments';

/** The last moment for something, with the day of the week: `giovedì 3 dicembre 2026` and `23:59`. */
export async function deadlineOf(at: Date): Promise<{ day: string; time: string }> {
  const format = await getFormatter();
  const day = format.dateTime(at, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  return { day, time: timeOf(at) };
}
