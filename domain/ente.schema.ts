import { z } from 'zod';
import { ibanFault } from './iban';
import { contrast, readable } from './contrast';

/** White is written upon the Ente's colours, and they are written upon white. */
const color = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'must be written #rrggbb')
  .refine((value) => contrast(value, '#ffffff') >= readable, `must reach ${readable}:1 against white`);

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
  /** The account merchants are paid from, and how the bank knows the Ente. */
  treasury: z.strictObject({
    name: z.string().min(1).max(70),
    iban: z.string().refine((iban) => ibanFault(iban) === null, 'must be an IBAN without blanks'),
    bic: z.string().regex(/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/, 'must be a BIC'),
    cuc: z.string().regex(/^[A-Z0-9]{8}$/, 'must be a codice unico CBI of 8 letters or digits'),
  }),
});
