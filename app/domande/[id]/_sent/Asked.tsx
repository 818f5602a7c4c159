import { getTranslations } from 'next-intl/server';
import { deadlineOf } from '@/app/_citizen/deadline';
import { Reasons } from '@/app/_citizen/Reasons';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import type { CitizenRequestRow } from '@/db/queries/procedure';

/** What the office asks and by when, first on the page: it is the citizen's turn. */
export async function Asked({ request }: { request: CitizenRequestRow }) {
  const [t, until] = await Promise.all([getTranslations('procedure.asked'), deadlineOf(request.answerBy)]);
  const { kind, applicationId } = request;
  const observes = kind === 'preavviso';
  return (
    <Callout tone="warning" title={t(kind)}>
      <AskedWords request={request} />
      {observes && <p>{t('preavvisoText')}</p>}
      <p>
        <strong>{t(observes ? 'untilObservations' : 'until', until)}</strong>{' '}
        {t(request.suspends && !observes ? 'still' : 'otherwise')}
      </p>
      <ButtonLink href={`/domande/${applicationId}/risposta`}>
        {t(observes ? 'observe' : 'answer')}
      </ButtonLink>
    </Callout>
  );
}

/** The office's own words, with its reasons where there are. */
export function AskedWords({ request: { reasonCodes, text } }: { request: CitizenRequestRow }) {
  return (
    <>
      <Reasons codes={reasonCodes} />
      {text !== null && <blockquote className="as-written">{text}</blockquote>}
    </>
  );
}
