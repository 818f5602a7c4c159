import type { RegisterHousehold, RegisterIsee, RegisterSource } from '../../domain/register/registers';

/** Port to the register of residents. */
export interface ResidentRegister {
  source: RegisterSource;
  /**
   * The household a person is registered in.
   *
   * @param day civil day `YYYY-MM-DD` as of which it is asked
   * @returns null where the register does not know the person
   * @throws RegisterBusy, RegisterRefuses; any other error when trying again may help
   */
  householdOf: (fiscalCode: string, day: string) => Promise<RegisterHousehold | null>;
}

/** Port to the register of the ISEE. */
export interface IseeRegister {
  source: RegisterSource;
  /** The ISEE that holds for a person's household on a civil day; otherwise as `householdOf`. */
  iseeOf: (fiscalCode: string, day: string) => Promise<RegisterIsee | null>;
}

/** The register asks to be left alone for a while. */
export class RegisterBusy extends Error {
  /** @param retryAfterMs how long; null where it does not say */
  constructor(readonly retryAfterMs: number | null) {
    super('the register is busy');
  }
}

/** The register will not answer this question, however often it is asked. */
export class RegisterRefuses extends Error {}
