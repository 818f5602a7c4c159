import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readKeyring } from './keys/keyring';

/** A variable that is written but empty counts as absent. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** Who carries messages. The embedded ones deliver nothing outside: they keep messages where the demo shows them. */
const smsGateway = z.enum(['embedded', 'twilio']);
const mailGateway = z.enum(['embedded', 'resend', 'smtp']);

/** What keeps the clean copies of files. The embedded one is our own database. */
const fileStore = z.enum(['embedded', 'uploadthing']);

/** What looks for viruses. The embedded one is none: it knows the EICAR test file alone. */
const virusScan = z.enum(['embedded', 'clamd']);

/** Who is asked about households and their ISEE. The embedded ones are the files that the office brings in. */
const residentRegister = z.enum(['embedded', 'anpr']);
const iseeRegister = z.enum(['embedded', 'inps']);

/** Who proves identities with SPID and CIE: nobody, or the gateway that the Ente joined. */
const identityGateway = z.enum(['none', 'oidc']);

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
  /** The authority of the cluster's own certificate, where the system does not know it: the path of a PEM file. */
  TEMPORAL_TLS_CA: optional(z.string()),
  /** The name in that certificate, where it is not the one in the address. */
  TEMPORAL_TLS_SERVER_NAME: words,
  /** The version of this worker among those of a rolling update (docs/deploy/machines.md); without it there is one at a time. */
  WORKER_BUILD_ID: shaped(
    /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$/,
    'must be at most 64 letters, digits, dots, dashes',
  ),
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
  /** The gateway for SPID and CIE: its issuer, and the client that the Ente is to it. */
  OIDC_ISSUER: optional(
    z
      .url({ protocol: /^https?$/ })
      .refine(isSafeIssuer, { error: 'must be the issuer’s address, https://…' }),
  ),
  OIDC_CLIENT_ID: words,
  /** The client proves itself by a secret, or by a key: the path of its PEM, and the name the gateway knows it by. */
  OIDC_CLIENT_SECRET: words,
  OIDC_PRIVATE_KEY: words,
  OIDC_KEY_ID: words,
  /** What to add to the question so that the gateway opens with SPID or with CIE, e.g. `idp_hint=spid`. */
  OIDC_SPID_PARAMETERS: words,
  OIDC_CIE_PARAMETERS: words,
  /** The levels asked for (`acr_values`), at least the second. */
  OIDC_SPID_ACR: z.string().default('https://www.spid.gov.it/SpidL2'),
  OIDC_CIE_ACR: z.string().default('https://www.spid.gov.it/SpidL2'),
  /** What the reverse proxy signs the client certificates with that it hands on (CNS); without it none is taken. */
  CNS_PROXY_SECRET: optional(z.string().min(32, 'must have at least 32 characters')),
  /** Where the proxy asks for the card: the portal's host at a port of its own. Without it the CNS is not offered. */
  CNS_URL: address,
  /** The address that mail comes from. */
  MAIL_FROM: optional(z.email({ error: 'must be a mail address' })),
  /** Who may read `/api/metrics`, by `Authorization: Bearer …`; without it there is no such address. */
  METRICS_TOKEN: optional(z.string().min(32, 'must have at least 32 characters')),
  /** Where a worker shows its own figures to Prometheus; without it nowhere. */
  WORKER_METRICS_ADDRESS: optional(z.string().regex(/^[^\s/]+:\d+$/, 'must be host:port')),
  /** Where spans are sent, by OTLP over HTTP; without it none are recorded. The SDK reads its other `OTEL_…` itself. */
  OTEL_EXPORTER_OTLP_ENDPOINT: address,
  /** UploadThing: the application's token, and a stand-in for all of its addresses, where there is one. */
  UPLOADTHING_TOKEN: optional(
    z.string().refine(isUploadThingToken, 'must be the token of the application, as the dashboard shows it'),
  ),
  UPLOADTHING_URL: address,
  APP_URL: z.url({
    protocol: /^https?$/,
    error: 'must be the address at which people open the site, https://…',
  }),
  /** How many proxies of one's own stand between people and the web process; see `trustedProxies`. */
  TRUSTED_PROXIES: optional(z.coerce.number({ error: 'must be a number' }).int().min(0).max(9)),
  /** How many pages and acts a web process has under way at most; below it the process finds out by itself. */
  PAGES_AT_ONCE: z.coerce.number({ error: 'must be a number' }).int().min(1).max(1_000).default(256),
  AUTH_SECRET: z.string({ error: 'must be set' }).min(32, 'must have at least 32 characters'),
  /** The secrets before the present one, between commas: what they sealed still opens. */
  AUTH_SECRET_PREVIOUS: optional(
    z
      .string()
      .transform((written) => written.split(',').map((secret) => secret.trim()))
      .pipe(z.array(z.string().min(32, 'must have at least 32 characters each, between commas'))),
  ),
  /** The keys of what is kept sealed, the current one first (keys/keyring.ts). */
  ENCRYPTION_KEYS: z.string({ error: 'must be set: id:base64 of 32 bytes' }).superRefine((list, context) => {
    try {
      readKeyring(list);
    } catch (fault) {
      context.addIssue({ code: 'custom', message: (fault as Error).message });
    }
  }),
});

const embeddedByDefault = {
  AUDIT_ANCHORS: z.string().min(1).default('.data/anchors'),
  SMS_GATEWAY: smsGateway.default('embedded'),
  MAIL_GATEWAY: mailGateway.default('embedded'),
  FILE_STORE: fileStore.default('embedded'),
  VIRUS_SCAN: virusScan.default('embedded'),
  RESIDENT_REGISTER: residentRegister.default('embedded'),
  ISEE_REGISTER: iseeRegister.default('embedded'),
  IDENTITY_GATEWAY: identityGateway.default('none'),
};

const chosenByHand = {
  AUDIT_ANCHORS: z
    .string({ error: 'must be the folder for the anchors of the audit log, on a disk of its own' })
    .min(1),
  SMS_GATEWAY: z.enum(smsGateway.options, {
    error: 'must be chosen in production; "twilio" sends, "embedded" delivers nothing outside',
  }),
  MAIL_GATEWAY: z.enum(mailGateway.options, {
    error: 'must be chosen in production; "resend" and "smtp" send, "embedded" delivers nothing outside',
  }),
  FILE_STORE: z.enum(fileStore.options, {
    error:
      'must be chosen in production; "uploadthing" keeps files with that service, "embedded" in our own database',
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
  IDENTITY_GATEWAY: z.enum(identityGateway.options, {
    error: 'must be chosen in production; "oidc" lets people enter with SPID and CIE, "none" does not',
  }),
};

/** Every variable there is; each may be kept in a file, which `NAME_FILE` names. */
export const variableNames = [...Object.keys(always.shape), ...Object.keys(chosenByHand)];

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

/** What SPID and CIE cannot be offered without, besides a secret or a key. */
const identityNeeds = { none: [], oidc: ['OIDC_ISSUER', 'OIDC_CLIENT_ID'] } as const;

export type Environment = z.infer<typeof always> & {
  /** The folder in which the worker writes down, outside the database, how far the audit log has come. */
  AUDIT_ANCHORS: string;
  SMS_GATEWAY: z.infer<typeof smsGateway>;
  MAIL_GATEWAY: z.infer<typeof mailGateway>;
  FILE_STORE: z.infer<typeof fileStore>;
  VIRUS_SCAN: z.infer<typeof virusScan>;
  RESIDENT_REGISTER: z.infer<typeof residentRegister>;
  ISEE_REGISTER: z.infer<typeof iseeRegister>;
  IDENTITY_GATEWAY: z.infer<typeof identityGateway>;
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
    .refine(
      ({ FILE_STORE, UPLOADTHING_TOKEN }) => FILE_STORE === 'embedded' || UPLOADTHING_TOKEN !== undefined,
      {
        path: ['UPLOADTHING_TOKEN'],
        error: 'must be set for the chosen store',
      },
    )
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
      want(identityNeeds[values.IDENTITY_GATEWAY], 'gateway');
    })
    .refine(
      ({ IDENTITY_GATEWAY, OIDC_CLIENT_SECRET, OIDC_PRIVATE_KEY }) =>
        IDENTITY_GATEWAY === 'none' ||
        (OIDC_CLIENT_SECRET === undefined) !== (OIDC_PRIVATE_KEY === undefined),
      { path: ['OIDC_CLIENT_SECRET'], error: 'or else OIDC_PRIVATE_KEY must be set, not both' },
    )
    .refine(({ APP_URL, CNS_URL }) => CNS_URL === undefined || hostOf(CNS_URL) === hostOf(APP_URL), {
      path: ['CNS_URL'],
      error: 'must be on the same host as APP_URL, at another port: a session belongs to its host',
    })
    .refine(({ CNS_URL, CNS_PROXY_SECRET }) => CNS_URL === undefined || CNS_PROXY_SECRET !== undefined, {
      path: ['CNS_URL'],
      error: 'needs CNS_PROXY_SECRET',
    })
    .refine(
      ({ OIDC_PRIVATE_KEY, OIDC_KEY_ID }) => (OIDC_PRIVATE_KEY === undefined) === (OIDC_KEY_ID === undefined),
      {
        path: ['OIDC_PRIVATE_KEY'],
        error: 'and OIDC_KEY_ID go together',
      },
    );
  const result = schema.safeParse(withFiles(source));
  if (result.success) return result.data;
  throw new EnvironmentError(result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`));
}

/**
 * The environment with each variable that is kept in a file, as secrets are handed to containers: `NAME_FILE` is the path
 * of the file that holds `NAME`. Where `NAME` itself is written, it is taken.
 */
export function withFiles(source: Record<string, string | undefined>): Record<string, string | undefined> {
  const wrong: string[] = [];
  const read = variableNames.flatMap((name): [string, string][] => {
    const path = source[`${name}_FILE`];
    if (!path || source[name]) return [];
    try {
      return [[name, readFileSync(path, 'utf8').trim()]];
    } catch {
      wrong.push(`${name}_FILE must be the path of a file that can be read`);
      return [];
    }
  });
  if (wrong.length > 0) throw new EnvironmentError(wrong);
  return { ...source, ...Object.fromEntries(read) };
}

let known: Environment | undefined;

/** The environment of this process, read at first use: building the pages needs none. */
export function environment(): Environment {
  return (known ??= readEnvironment());
}

const hostOf = (address: string): string => new URL(address).hostname;

/** Over the network an issuer is believed only behind TLS; a local one for trying things may do without. */
function isSafeIssuer(issuer: string): boolean {
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/**
 * How many entries at the end of `X-Forwarded-For` were written by proxies of one's own. Where it is not said: one with
 * `https://`, which this server does not speak itself, and none without.
 */
export const trustedProxies = ({ TRUSTED_PROXIES, APP_URL }: Environment): number =>
  TRUSTED_PROXIES ?? (APP_URL.startsWith('https://') ? 1 : 0);

/** The secret that seals sessions and tickets, then those it came after: what they sealed still opens. */
export function authSecrets(): [string, ...string[]] {
  const { AUTH_SECRET, AUTH_SECRET_PREVIOUS = [] } = environment();
  return [AUTH_SECRET, ...AUTH_SECRET_PREVIOUS];
}

function bothOrNone(values: { TEMPORAL_TLS_CERT?: unknown; TEMPORAL_TLS_KEY?: unknown }): boolean {
  return (values.TEMPORAL_TLS_CERT === undefined) === (values.TEMPORAL_TLS_KEY === undefined);
}

/**
 * How to reach the workflow engine: a self-hosted cluster, one behind TLS with client certificates or API keys, or Temporal
 * Cloud. For `Connection` and `NativeConnection` alike; an API key, or anything said of TLS, implies TLS.
 */
export function engineOptions(env: Environment) {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_API_KEY: apiKey, TEMPORAL_TLS_CERT, TEMPORAL_TLS_KEY } = env;
  const tls = {
    ...(env.TEMPORAL_TLS_CA && { serverRootCACertificate: readFileSync(env.TEMPORAL_TLS_CA) }),
    ...(env.TEMPORAL_TLS_SERVER_NAME && { serverNameOverride: env.TEMPORAL_TLS_SERVER_NAME }),
    ...(TEMPORAL_TLS_CERT &&
      TEMPORAL_TLS_KEY && {
        clientCertPair: { crt: readFileSync(TEMPORAL_TLS_CERT), key: readFileSync(TEMPORAL_TLS_KEY) },
      }),
  };
  const secured = apiKey !== undefined || Object.keys(tls).length > 0;
  return { address, ...(secured && { tls }), ...(apiKey !== undefined && { apiKey }) };
}

/** Base64 of JSON: the application, its key and where its files lie. */
function isUploadThingToken(token: string): boolean {
  try {
    const { appId, apiKey, regions } = JSON.parse(Buffer.from(token, 'base64').toString()) as Record<
      string,
      unknown
    >;
    return [appId, apiKey].every((part) => typeof part === 'string' && part !== '') && Array.isArray(regions);
  } catch {
    return false;
  }
}
