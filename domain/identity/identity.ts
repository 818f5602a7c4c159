/** The ways to enter that prove who somebody is, not only that they know a password. */
export const identityMethods = ['spid', 'cie', 'cns'] as const;

export type IdentityMethod = (typeof identityMethods)[number];

/** The data an identity may certify: from then on they are its word, and nobody types them. */
export const certifiableFields = ['fiscalCode', 'familyName', 'givenName', 'birthDate'] as const;

export type CertifiableField = (typeof certifiableFields)[number];

/** What an identity says of a person; null where it is silent (a CNS says little more than the tax code). */
export interface CertifiedPerson {
  /** Normalised, without the prefix of its country. */
  fiscalCode: string;
  familyName: string | null;
  givenName: string | null;
  /** `YYYY-MM-DD`. */
  birthDate: string | null;
}

/** Somebody who has just proved who they are, at level 2 or above. */
export interface Identity extends CertifiedPerson {
  method: IdentityMethod;
  /** Who vouches: the gateway's issuer, or the authority that issued the card. */
  issuer: string;
  /** The name under which the issuer knows the person, the same each time. */
  subject: string;
  level: 2 | 3;
  email: string | null;
  mobile: string | null;
}

/** The data that this identity certifies. */
export const certifiedBy = (person: CertifiedPerson): CertifiableField[] =>
  certifiableFields.filter((field) => person[field] !== null);

/**
 * Why somebody who came back from an identity provider does not enter. The codes are also the last word of the
 * address of the page that says so.
 */
export const identityFaults = [
  /** The person pressed "Annulla", or did not give consent. */
  'cancelled',
  'level-too-low',
  'unreachable',
  'claims-missing',
  /** Too slow, another browser, or the page opened twice. */
  'expired',
  /** What came back does not hold: issuer, audience, nonce, signature. Nothing of it is believed. */
  'not-trusted',
  'no-certificate',
] as const;

export type IdentityFault = (typeof identityFaults)[number];
