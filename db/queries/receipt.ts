import { eq } from 'drizzle-orm';
import type { ApplicationForm } from '../../domain/application/answers';
import type { Filer, Receipt } from '../../domain/application/receipt';
import type { Queryable } from '../client';
import { applications, programmes, registrations } from '../schema/applications';
import { users } from '../schema/people';
import { sealedForm } from '../sealing/columns';

/** What the receipt of an application states, or null where it was never registered. Callers prove before that they may. */
export async function receiptOf(db: Queryable, applicationId: string): Promise<Receipt | null> {
  const [row] = await db
    .select({
      programme: programmes.name,
      registration: registrations,
      application: applications,
      citizen: users,
    })
    .from(registrations)
    .innerJoin(applications, eq(applications.id, registrations.applicationId))
    .innerJoin(programmes, eq(programmes.id, applications.programmeId))
    .innerJoin(users, eq(users.id, applications.citizenId))
    .where(eq(registrations.applicationId, applicationId));
  if (!row) return null;
  const { programme, registration, application } = row;
  return {
    programme,
    number: registration.number,
    year: registration.year,
    registeredAt: registration.registeredAt,
    decideBy: application.decideBy,
    beneficiary: {
      name: fullName(application.beneficiaryFamilyName, application.beneficiaryGivenName),
      fiscalCode: application.beneficiaryFiscalCode ?? '',
    },
    filer: filerOf(row.citizen, sealedForm.open(application.id, application.form)),
    formSha256: registration.formSha256.toString('hex'),
  };
}

function filerOf(citizen: typeof users.$inferSelect, form: ApplicationForm | null): Filer | null {
  const role = form?.values['applicant.role'];
  if (role !== 'relative' && role !== 'organisation') return null;
  const as = form?.values[role === 'relative' ? 'applicant.relation' : 'applicant.organisation'];
  const { familyName, givenName, fiscalCode } = citizen;
  return { name: fullName(familyName, givenName), fiscalCode, role, as: as ?? null };
}

/** Family name first, as in the register. */
const fullName = (...names: (string | null)[]): string => names.filter(Boolean).join(' ');
