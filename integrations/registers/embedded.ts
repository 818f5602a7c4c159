import type { RegisterHousehold, RegisterIsee } from '../../domain/register/registers';
import type { IseeRegister, ResidentRegister } from './port';

/** The embedded default: the residents the office brought in by file. Who is not in it is not known. */
export const embeddedResidents = (
  read: (fiscalCode: string) => Promise<RegisterHousehold | null>,
): ResidentRegister => ({ source: 'archivio', householdOf: (fiscalCode) => read(fiscalCode) });

/** The embedded default: the ISEE the office brought in by file; without a file, nothing is known. */
export const embeddedIsee = (read: (fiscalCode: string) => Promise<RegisterIsee | null>): IseeRegister => ({
  source: 'archivio',
  iseeOf: (fiscalCode) => read(fiscalCode),
});
