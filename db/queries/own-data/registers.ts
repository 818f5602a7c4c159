import { asc, eq } from 'drizzle-orm';
import type { Opened } from '../../sealing/columns';
import type { applications } from '../../schema/applications';
import { ownPart, type OwnAnswer } from '../../../domain/own-data/registers';
import type { Queryable } from '../../client';
import { inquiries } from '../../schema/registers';
import type { users } from '../../schema/people';
import { sealedInquiry } from '../../sealing/columns';
import { registeredHousehold, registeredIsee } from '../registers';

type Person = Pick<typeof users.$inferSelect, 'fiscalCode' | 'certifiedFields'>;
type Application = Pick<Opened<typeof applications.$inferSelect>, 'id' | 'answers' | 'form'>;

const asker = ({ fiscalCode, certifiedFields }: Person) => ({
  fiscalCode,
  proven: certifiedFields.includes('fiscalCode'),
});

/** Who is asked about for an application, and those the person wrote as their household. */
const declaredIn = ({ answers, form }: Application) => ({
  subject: form?.values['beneficiary.fiscalCode'] ?? answers['beneficiary.fiscalCode'] ?? null,
  members: (form?.members ?? []).map(({ fiscalCode }) => fiscalCode),
});

/** What registers were asked about an application, oldest first, and what they said as far as it is the person's own. */
export async function inquiriesOn(db: Queryable, person: Person, application: Application) {
  const { subject, members } = declaredIn(application);
  const rows = await db
    .select()
    .from(inquiries)
    .where(eq(inquiries.applicationId, application.id))
    .orderBy(asc(inquiries.askedAt), asc(inquiries.id));
  return rows.map(({ id, register, state, source, askedAt, answeredAt, found }) => {
    const answer = sealedInquiry.open(id, found);
    return {
      register,
      source,
      state,
      askedAt,
      answeredAt,
      answer: answer && ownPart(answer, asker(person), subject, members),
    };
  });
}

/** What stands about a person in the registers that the office brought in as files; null where there is nothing. */
export async function inRegisters(
  db: Queryable,
  person: Person,
  declared: readonly string[],
): Promise<{ residents: OwnAnswer | null; isee: OwnAnswer | null }> {
  const own = asker(person);
  const { fiscalCode, proven } = own;
  if (fiscalCode === null) return { residents: null, isee: null };
  // Not even whether there is something is told to who has not proved that it is theirs.
  if (!proven) {
    const withheld: OwnAnswer = { withheld: 'identity-not-proven' };
    return { residents: withheld, isee: withheld };
  }
  const household = await registeredHousehold(db, fiscalCode);
  const isee = await registeredIsee(db, fiscalCode);
  return {
    residents: household && ownPart(household, own, fiscalCode, declared),
    isee: isee && ownPart(isee, own, fiscalCode, declared),
  };
}
