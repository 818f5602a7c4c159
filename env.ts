import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readKeyring } from './keys/keyring';
import { keyList } from './keys/own';

/** A variable that is written but empty counts as absent. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** Who carries messages. The embedded ones deliver nothing outside: they keep messages where the demo shows them. */
const smsGateway = z.enum(['embedded', 'twilio']);
const mailGateway = z.enum(['embedded', 'resend', 'smtp']);

/** What looks for viruses. The embedded one is none: it knows the EICAR test file alone. */
const virusScan = z.enum(['embedded', 'clamd']);

/** Who is asked about households and their ISEE. The embedded ones are the files that the office brings in. */
const residentRegister = z.enum(['embedded', 'anpr']);
const iseeRegister = z.enum(['embedded', 'inps']);

const address = optional(z.url({ protocol: /^https?$/, error: 'must be an address, https://…' }));
const words = optional(z.string());

/** A value of a known shape, told apart without ever showing it. */
const shaped = (shape: RegExp, error: string) => optional(z.string().regex(shape, error));

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
  /** Twilio: the account, and the number, name or messaging service its SMS come from. */
  TWILIO_URL: z.url({ protocol: /^https?$/ }).default('https://api.twilio.com'),
  TWILIO_ACCOUNT_SID: shaped(/^AC[0-9a-f]{32}$/, 'must be AC and 32 hexadecimal digits'),
  TWILIO_AUTH_TOKEN: words,
  TWILIO_FROM: shaped(
    /^(\+[1-9]\d{5,14}|MG[0-9a-f]{32}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$/,
    'must be a number +39…, a messaging service MG… or a name of at most 11 letters',
  ),
  /** Resend: the key to its API, and the one its receipts are signed with. */
  RESEND_URL: z.url({ protocol: /^https?$/ }).default('https://api.resend.com'),
  RESEND_API_KEY: words,
  RESEND_WEBHOOK_SECRET: shaped(/^whsec_[A-Za-z0-9+/]{16,}=*$/, 'must be the signing secret, whsec_…'),
  /** A mail server of one's own. */
  SMTP_ADDRESS: shaped(/^[^\s/]+:\d+$/, 'must be host:port'),
  SMTP_SECURITY: z.enum(['starttls', 'tls', 'none']).default('starttls'),
  SMTP_USER: words,
  SMTP_PASSWORD: words,
  /** The address that mail comes from. */
  MAIL_FROM: optional(z.email({ error: 'must be a mail address' })),
  APP_URL: z.url({
    protocol: /^https?$/,
    error: 'must be the address at which people open the site, https://…',
  }),
  AUTH_SECRET: z.string({ error: 'must be set' }).min(32, 'must have at least 32 characters'),
  /** The keys of what is kept sealed, the current one first (keys/keyring.ts); or ENCRYPTION_KEYS_FILE, a file of them. */
  ENCRYPTION_KEYS: z
    .string({ error: 'must be set, or ENCRYPTION_KEYS_FILE name a file: id:base64 of 32 bytes' })
    .superRefine((list, context) => {
      try {
        readKeyring(list);
      } catch (fault) {
        context.addIssue({ code: 'custom', message: (fault as Error).message });
      }
    }),
});

const embeddedByDefault = {
  SMS_GATEWAY: smsGateway.default('embedded'),
  MAIL_GATEWAY: mailGateway.default('embedded'),
  VIRUS_SCAN: virusScan.default('embedded'),
  RESIDENT_REGISTER: residentRegister.default('embedded'),
  ISEE_REGISTER: iseeRegister.default('embedded'),
};

const chosenByHand = {
  SMS_GATEWAY: z.enum(smsGateway.options, {
    error: 'must be chosen in production; "twilio" sends, "embedded" delivers nothing outside',
  }),
  MAIL_GATEWAY: z.enum(mailGateway.options, {
    error: 'must be chosen in production; "resend" and "smtp" send, "embedded" delivers nothing outside',
  }),
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

/** What each carrier of messages cannot be reached without. */
const gatewayNeeds = {
  embedded: [],
  twilio: ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'],
  resend: ['RESEND_API_KEY', 'RESEND_WEBHOOK_SECRET', 'MAIL_FROM'],
  smtp: ['SMTP_ADDRESS', 'MAIL_FROM'],
} as const;

export type Environment = z.infer<typeof always> & {
  SMS_GATEWAY: z.infer<typeof smsGateway>;
  MAIL_GATEWAY: z.infer<typeof mailGateway>;
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
    .refine(({ SMTP_USER, SMTP_PASSWORD }) => (SMTP_USER === undefined) === (SMTP_PASSWORD === undefined), {
      path: ['SMTP_USER'],
      error: 'and SMTP_PASSWORD go together',
    })
    .refine(({ SMTP_USER, SMTP_SECURITY }) => SMTP_USER === undefined || SMTP_SECURITY !== 'none', {
      path: ['SMTP_SECURITY'],
      error: 'must be starttls or tls where there is a password to protect',
    })
    .superRefine((values, context) => {
      const registers = [values.RESIDENT_REGISTER, values.ISEE_REGISTER].flatMap((chosen) =>
        chosen === 'embedded' ? [] : registerNeeds[chosen],
      );
      const gateways = [...gatewayNeeds[values.SMS_GATEWAY], ...gatewayNeeds[values.MAIL_GATEWAY]];
      const want = (names: Iterable<keyof typeof values>, chosen: string) => {
        for (const name of names) {
          if (values[name] !== undefined) continue;
          context.addIssue({ code: 'custom', path: [name], message: `must be set for the chosen ${chosen}` });
        }
      };
      want(new Set(registers), 'register');
      want(new Set(gateways), 'gateway');
    });
  const result = schema.safeParse({ ...source, ENCRYPTION_KEYS: keysOf(source) });
  if (result.success) return result.data;
  throw new EnvironmentError(result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`));
}

function keysOf(source: Record<string, string | undefined>): string | undefined {
  try {
    return keyList(source);
  } catch {
    throw new EnvironmentError(['ENCRYPTION_KEYS_FILE must be a file that can be read']);
  }
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
