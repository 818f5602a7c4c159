/**
 * The level of assurance an identity was proved at, by the name its scheme gives it: SPID (AgID, Regolamento SPID),
 * CIE 3.0, or eIDAS (Reg. UE 2015/1502).
 */
const levels: Record<string, 1 | 2 | 3> = {
  'https://www.spid.gov.it/SpidL1': 1,
  'https://www.spid.gov.it/SpidL2': 2,
  'https://www.spid.gov.it/SpidL3': 3,
  'https://www.cie.gov.it/CieL1': 1,
  'https://www.cie.gov.it/CieL2': 2,
  'https://www.cie.gov.it/CieL3': 3,
  'http://eidas.europa.eu/LoA/low': 1,
  'http://eidas.europa.eu/LoA/substantial': 2,
  'http://eidas.europa.eu/LoA/high': 3,
};

/** The level, or null where it is below the second, unknown or unsaid: then nobody enters with it. */
export function sufficientLevel(acr: unknown): 2 | 3 | null {
  const level = typeof acr === 'string' && Object.hasOwn(levels, acr) ? levels[acr] : undefined;
  return level === 2 || level === 3 ? level : null;
}
