import { notFound } from 'next/navigation';
import { cache } from 'react';
import { database } from '@/app/_server/database';
import { programmeSheet, type ProgrammeSheet } from '@/db/queries/programmes';

/** The active programme of an address under `/domande/nuova/{slug}`; any other slug leads to "not found". */
export const programmeOf = cache(
  async (slug: string): Promise<ProgrammeSheet> => (await programmeSheet(database(), slug)) ?? notFound(),
);

/** Whether a draft can be begun: the last window has not closed yet. */
export const canBegin = ({ openWindow, nextWindow }: ProgrammeSheet): boolean =>
  openWindow !== null || nextWindow !== null;
