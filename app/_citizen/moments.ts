import { writeDay, writeMoment } from '@/domain/calendar';

/** A civil day within a sentence: `31/03/2021`. */
export const dayOf = (at: Date | string): string => writeDay(new Date(at));

/** A civil moment within a sentence, to the minute: `31/03/2021 08:49`. */
export const minuteOf = (at: Date | string): string => writeMoment(new Date(at)).slice(0, 16);

/** The civil time of day within a sentence: `08:49`. */
export const timeOf = (at: Date): string => minuteOf(at).slice(11);
