import { getTranslations } from 'next-intl/server';
import { cookies } from 'next/headers';
import { takeNextInLine } from '@/app/operatore/actions';
import { writeMeanwhile } from '@/app/operatore/domande/[id]/act';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { Form } from '@/app/_ui/Form';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { anyWaiting } from '@/db/queries/office';
import { typedBefore } from './procedure/typed-before';

const done = ['presa', 'assegnata', 'approvata', 'respinta'] as const;
const doneInProcedure = [
  'firma',
  'firmata',
  'rimandata',
  'integrazione',
  'preavviso',
  'annullata',
  'rimessa',
  'attesa',
] as const;

/** What has just been done, told on the page one returns to; an unknown word in the address tells nothing. */
export async function CaseNotice({ applicationId, query }: { applicationId: string; query: Query }) {
  const [t, tOffice] = await Promise.all([
    getTranslations('office.notices'),
    getTranslations('procedure.office'),
  ]);
  const word = valueOf(query, 'fatto');
  if (word === 'cambiata')
    return <NotRecorded applicationId={applicationId} seen={Number(valueOf(query, 'visto'))} />;
  const known = done.find((each) => each === word);
  const inProcedure = doneInProcedure.find((each) => each === word);
  if (known === undefined && inProcedure === undefined) return null;
  return (
    <>
      <Callout
        tone="success"
        role="status"
        title={known ? t(known) : inProcedure && tOffice(`notices.${inProcedure}`)}
      />
      {word !== 'presa' && <Next />}
    </>
  );
}

/** After one decision the next: the button has the focus, so that Enter is enough. */
async function Next() {
  const [t, tOffice, waiting] = await Promise.all([
    getTranslations('worklist'),
    getTranslations('procedure.office'),
    anyWaiting(database()),
  ]);
  return (
    <div className="next-case no-print">
      {waiting && (
        <Form action={takeNextInLine} id="prossima">
          <SubmitButton icon="arrow-right" autoFocus>
            {t('takeNext')}
          </SubmitButton>
        </Form>
      )}
      <ButtonLink href="/operatore" look="link">
        {tOffice('toWorklist')}
      </ButtonLink>
    </div>
  );
}

/** Somebody was faster: what they did, and what one had typed for nothing. */
async function NotRecorded({ applicationId, seen }: { applicationId: string; seen: number }) {
  const [t, tRefusals, tOffice, since, jar] = await Promise.all([
    getTranslations('office.notices'),
    getTranslations('refusals'),
    getTranslations('procedure.office'),
    Number.isSafeInteger(seen) && seen > 0 ? writeMeanwhile(applicationId, seen) : [],
    cookies(),
  ]);
  const typed = jar.get(typedBefore)?.value;
  return (
    <Callout tone="danger" role="alert" title={t('notRecorded')}>
      <p>{tRefusals('act-not-allowed')}</p>
      {since.length > 0 && (
        <ul>
          {since.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {typed !== undefined && (
        <>
          <p>{tOffice('youWrote')}</p>
          <blockquote className="as-written">{typed}</blockquote>
        </>
      )}
    </Callout>
  );
}
