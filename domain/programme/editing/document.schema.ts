import { z } from 'zod';
import { programmeRulesSchema } from '../rules.schema';
import { programmeIcons } from './sections';

/** An address on the portal: small letters, figures and hyphens. */
export const identitySchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  slug: z
    .string()
    .trim()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(60),
  icon: z.enum(programmeIcons),
});

/** Name, address and picture of a programme. */
export type Identity = z.infer<typeof identitySchema>;

/** A programme as a file, to be kept, compared or brought to another installation. */
export const programmeDocumentSchema = z.strictObject({
  format: z.literal('buoni-spesa/programma/1'),
  ...identitySchema.shape,
  rules: programmeRulesSchema,
});

export type ProgrammeDocument = z.infer<typeof programmeDocumentSchema>;
