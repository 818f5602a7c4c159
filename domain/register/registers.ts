import type { Cents } from '../money';

/** The registers the office asks about a household: the residents' (anagrafe) and the ISEE of INPS. */
export const registerNames = ['anagrafe', 'isee'] as const;

export type RegisterName = (typeof registerNames)[number];

/** Who answered: the register brought in by file, or the national one. */
export const registerSources = ['archivio', 'anpr', 'inps'] as const;

export type RegisterSource = (typeof registerSources)[number];

/** How far an inquiry is; `senza risposta` when the register stayed out of order for as long as it was worth asking. */
export const inquiryStates = ['in corso', 'trovato', 'non trovato', 'senza risposta'] as const;

export type InquiryState = (typeof inquiryStates)[number];

/** Somebody as the register of residents knows them. */
export interface RegisterPerson {
  fiscalCode: string;
  familyName: string;
  givenName: string;
  /** `YYYY-MM-DD`. */
  birthDate: string;
  /** To the person the household is registered under, in the register's words; null where it does not say. */
  relation: string | null;
  /** Municipality of residence; null where the register is of one municipality alone. */
  municipality: string | null;
}

/** The household a person is registered in, the person included. */
export interface RegisterHousehold {
  members: RegisterPerson[];
}

/** The ISEE INPS holds for a person's household. */
export interface RegisterIsee {
  iseeCents: Cents;
  /** Protocol of the DSU, e.g. `INPS-ISEE-2021-01234567A-00`; null where the register does not say. */
  dsu: string | null;
  /** Day of the DSU, `YYYY-MM-DD`. */
  dsuOn: string | null;
  /** INPS found omissions or differences in the declaration (DPCM 159/2013 art. 11 c. 5). */
  differs: boolean;
}

export type RegisterAnswer = RegisterHousehold | RegisterIsee;

/** What the registers have said of an application so far; null where they know nothing, or have not answered. */
export interface RegisterEvidence {
  household: RegisterHousehold | null;
  isee: RegisterIsee | null;
}

export const noEvidence: RegisterEvidence = { household: null, isee: null };
