import { after, before, type Instant, type Term } from '../calendar';

/** The answer is owed within a month of the request (GDPR art. 12 c. 3). */
export const answerTerm: Term = 'P1M';

/** By so much the term may be lengthened, once, when requests are many or hard; the person is told why in time. */
export const extension: Term = 'P2M';

/** Who decides is warned so long before the term. */
const warning: Term = 'P7D';

/** A copy may be taken for so long; then it is removed. */
export const archiveKept: Term = 'P7D';

/** The last moment of the answer, and when to warn of it. */
export function answerTerms(from: Date, term: Term): { answerBy: Instant; warnAt: Instant } {
  const answerBy = after(from, term);
  return { answerBy: answerBy.toISOString(), warnAt: before(answerBy, warning).toISOString() };
}
