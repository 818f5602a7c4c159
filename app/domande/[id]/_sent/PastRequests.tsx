import { getTranslations } from 'next-intl/server';
import { minuteOf } from '@/app/_citizen/moments';
import { isOpenRequest, type CitizenRequestRow } from '@/db/queries/procedure';
import { AskedWords } from './Asked';

/** What the office asked before, and what the citizen answered. */
export async function PastRequests({ requests }: { requests: readonly CitizenRequestRow[] }) {
  const [t, tAsked] = await Promise.all([
    getTranslations('procedure.past'),
    getTranslations('procedure.asked'),
  ]);
  const past = requests.filter((request) => !isOpenRequest(request));
  if (past.length === 0) return null;
  return (
    <details className="fold">
      <summary>{t('title')}</summary>
      {past.map((request) => (
        <section key={request.id}>
          <h3>{tAsked(request.kind)}</h3>
          <p>{minuteOf(request.askedAt)}</p>
          <AskedWords request={request} />
          {request.answeredAt === null ? (
            <p>{t(request.lapsedAt ? 'lapsed' : 'dropped')}</p>
          ) : (
            <>
              <h4>{t('yourAnswer')}</h4>
              <p>{minuteOf(request.answeredAt)}</p>
              {request.answer !== null && <blockquote className="as-written">{request.answer}</blockquote>}
            </>
          )}
        </section>
      ))}
    </details>
  );
}
