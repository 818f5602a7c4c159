import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A variable that is written but empty counts as absent. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** The gateways that exist. The embedded ones deliver nothing outside: they keep messages where the demo shows them. */
const gateway = z.enum(['embedded']);

/** What looks for viruses. The embedded one is none: it knows the EICAR test file alone. */
const virusScan = z.enum(['embedded', 'clamd']);

/** Who is asked about households and their ISEE. The embedded ones are the files that the office brings in. */
const residentRegister = z.enum(['embedded', 'anpr']);
const iseeRegister = z.enum(['embedded', 'inps']);

const address = optional(z.url({ protocol: /^https?$/, error: 'must be an address, https://…' }));
const words = optional(z.string());

const always = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: 'must be the address of a PostgreSQL database, postgres://…',
  }),
  /** Connections that each process keeps to PostgreSQL. */
  DATABASE_POOL: z.coerce.number({ error: 'must be a number' }).int().min(1).max(100).default(10),
  TEMPORAL_ADDRESS: z
    .string({ error: 'must be the address of Temporal, host:port' })
    .regex(/^[^\s/]+:\d+$/, 'must be host:port'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  TEMPORAL_API_KEY: optional(z.string()),
  /** Client certificate and key: the paths of two PEM files. */
  TEMPORAL_TLS_CERT: optional(z.string()),
  TEMPORAL_TLS_KEY: optional(z.string()),
  /** ClamAV's daemon, where it is the one that scans. */
  CLAMD_ADDRESS: optional(z.string().regex(/^[^\s/]+:\d+$/, 'must be host:port')),
  /** The client of PDND Interoperabilità: where its vouchers are given, who it is, and the path of its key as PEM. */
  PDND_TOKEN_URL: address,
  PDND_AUDIENCE: words,
  PDND_CLIENT_ID: words,
  PDND_KEY_ID: words,
  PDND_PRIVATE_KEY: words,
  /** The services of the catalogue: their address, what they expect to be named, the purpose they are asked for. */
  ANPR_URL: address,
  ANPR_AUDIENCE: words,
  ANPR_PURPOSE_ID: words,
  INPS_URL: address,
  INPS_AUDIENCE: words,
  INPS_PURPOSE_ID: words,
  APP_URL: z.url({
    protocol: /^https?$/,
    error: 'must be the address at which people open the site, https://…',
  }),
  AUTH_SECRET: z.string({ error: 'must be set' }).min(32, 'must have at least 32 characters'),
});

const embeddedByDefault = {
  SMS_GATEWAY: gateway.default('embedded'),
  MAIL_GATEWAY: gateway.default('embedded'),
  VIRUS_SCAN: virusScan.default('embedded'),
  RESIDENT_REGISTER: residentRegister.default('embedded'),
  ISEE_REGISTER: iseeRegister.default('embedded'),
};

const choice = { error: 'must be chosen in production; "embedded" delivers nothing outside' };
const chosenByHand = {
  SMS_GATEWAY: z.enum(['embedded'], choice),
  MAIL_GATEWAY: z.enum(['embedded'], choice),
  VIRUS_SCAN: z.enum(virusScan.options, {
    error: 'must be chosen in production; "clamd" scans, "embedded" only inspects files by their structure',
  }),
  RESIDENT_REGISTER: z.enum(residentRegister.options, {
    error:
      'must be chosen in production; "anpr" asks ANPR, "embedded" knows the file that the office brings in',
  }),
  ISEE_REGISTER: z.enum(iseeRegister.options, {
    error:
      'must be chosen in production; "inps" asks INPS, "embedded" knows the file that the office brings in',
  }),
};

/** What each register of another body cannot be asked without. */
const pdndNeeds = [
  'PDND_TOKEN_URL',
  'PDND_AUDIENCE',
  'PDND_CLIENT_ID',
  'PDND_KEY_ID',
  'PDND_PRIVATE_KEY',
] as const;
const registerNeeds = {
  anpr: [...pdndNeeds, 'ANPR_URL', 'ANPR_AUDIENCE', 'ANPR_PURPOSE_ID'],
  inps: [...pdndNeeds, 'INPS_URL', 'INPS_AUDIENCE', 'INPS_PURPOSE_ID'],
} as const;

export type Environment = z.infer<typeof always> &
  Record<'SMS_GATEWAY' | 'MAIL_GATEWAY', z.infer<typeof gateway>> & {
    VIRUS_SCAN: z.infer<typeof virusScan>;
    RESIDENT_REGISTER: z.infer<typeof residentRegister>;
    ISEE_REGISTER: z.infer<typeof iseeRegister>;
  };

/** Some variables are missing or wrong: the message lists all of them, one a line, without their values. */
export class EnvironmentError extends Error {
  constructor(wrong: string[]) {
    super(`These environment variables are not right:\n${wrong.map((each) => `  ${each}`).join('\n')}`);
    this.name = 'EnvironmentError';
  }
}

/**
 * Reads the environment. In production nothing outside is replaced by an embedded default unless that is asked for.
 * Throws an `EnvironmentError` that lists everything wrong at once.
 */
export function readEnvironment(source: Record<string, string | undefined> = process.env): Environment {
  const strict = source.NODE_ENV === 'production';
  const schema = always
    .extend(strict ? chosenByHand : embeddedByDefault)
    .refine(bothOrNone, { path: ['TEMPORAL_TLS_CERT'], error: 'and TEMPORAL_TLS_KEY go together' })
    .refine(({ VIRUS_SCAN, CLAMD_ADDRESS }) => VIRUS_SCAN !== 'clamd' || CLAMD_ADDRESS !== undefined, {
      path: ['CLAMD_ADDRESS'],
      error: 'must be the address of clamd, host:port',
    })
    .superRefine((values, context) => {
      const needed = [values.RESIDENT_REGISTER, values.ISEE_REGISTER].flatMap((chosen) =>
        chosen === 'embedded' ? [] : registerNeeds[chosen],
      );
      for (const name of new Set(needed)) {
        if (values[name] === undefined) {
          context.addIssue({ code: 'custom', path: [name], message: 'must be set for the chosen register' });
        }
      }
    });
  const result = schema.safeParse(source);
  if (result.success) return result.data;
  throw new EnvironmentError(result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`));
}

let known: Environment | undefined;

/** The environment of this process, read at first use: building the pages needs none. */
export function environment(): Environment {
  return (known ??= readEnvironment());
}

function bothOrNone(values: { TEMPORAL_TLS_CERT?: unknown; TEMPORAL_TLS_KEY?: unknown }): boolean {
  return (values.TEMPORAL_TLS_CERT === undefined) === (values.TEMPORAL_TLS_KEY === undefined);
}

/**
 * How to reach the workflow engine: a self-hosted cluster, one behind client certificates, or Temporal Cloud. For
 * `Connection` and `NativeConnection` alike; an API key implies TLS.
 */
export function engineOptions(env: Environment) {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_API_KEY: apiKey, TEMPORAL_TLS_CERT, TEMPORAL_TLS_KEY } = env;
  if (TEMPORAL_TLS_CERT && TEMPORAL_TLS_KEY) {
    const clientCertPair = { crt: readFileSync(TEMPORAL_TLS_CERT), key: readFileSync(TEMPORAL_TLS_KEY) };
    return { address, tls: { clientCertPair } };
  }
  return apiKey ? { address, apiKey, tls: true as const } : { address };
}
