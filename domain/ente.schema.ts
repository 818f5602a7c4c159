import { z } from 'zod';
import { ibanFault } from './iban';
import { contrast, readable } from './contrast';
import { readStretch, weekdays, type Weekday } from './office-hours';

/** White is written upon the Ente's colours, and they are written upon white. */
const color = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'must be written #rrggbb')
  .refine((value) => contrast(value, '#ffffff') >= readable, `must reach ${readable}:1 against white`);

/** The hours of a day: stretches in order, none over another. */
const hours = z
  .array(z.string().refine((text) => readStretch(text) !== null, 'must be written hh:mm-hh:mm'))
  .refine(
    (day) => day.every((text, index) => index === 0 || (day[index - 1] ?? '').slice(6) <= text.slice(0, 5)),
    'must be in order, none over another',
  );

/** Judges the file of the municipality an installation belongs to. */
export const enteSchema = z.strictObject({
  /** As the law calls it, e.g. `Comune di Assemini`. */
  name: z.string().min(1),
  /** The place alone, as people write it in an address. */
  municipality: z.string().min(1),
  /** What the whole site is called. */
  service: z.string().min(1),
  /** A square picture below `public/`, drawn for a coloured ground. */
  logo: z
    .string()
    .regex(/^\/[\w\-./]+\.(svg|png|webp)$/, 'must be a picture below public/, e.g. /ente/stemma.svg'),
  color: z.strictObject({ primary: color, primaryDark: color }),
  region: z.strictObject({ name: z.string().min(1), url: z.url({ protocol: /^https$/ }) }),
  address: z.string().min(1),
  mail: z.email(),
  phone: z.string().regex(/^\+?[\d ]{6,20}$/, 'must be a telephone number'),
  /** When the help desk works: the terms of its answers run in these hours alone. */
  desk: z.strictObject({
    hours: z
      .strictObject(Object.fromEntries(weekdays.map((day) => [day, hours])) as Record<Weekday, typeof hours>)
      .refine((week) => Object.values(week).some((day) => day.length > 0), 'must be open at some time'),
    /** The patron saint's day of the place. */
    patron: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be written mm-dd'),
  }),
  /** The account merchants are paid from, and how the bank knows the Ente. */
  treasury: z.strictObject({
    name: z.string().min(1).max(70),
    iban: z.string().refine((iban) => ibanFault(iban) === null, 'must be an IBAN without blanks'),
    bic: z.string().regex(/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/, 'must be a BIC'),
    cuc: z.string().regex(/^[A-Z0-9]{8}$/, 'must be a codice unico CBI of 8 letters or digits'),
  }),
});
