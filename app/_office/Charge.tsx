import { getTranslations } from 'next-intl/server';
import { assign, giveBack } from '@/app/operatore/domande/[id]/charge-actions';
import { database } from '@/app/_server/database';
import { actorOf, type SessionUser } from '@/app/_server/session';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { officeStaff } from '@/db/queries/office';
import { mayFollowIn, type Phase } from '@/domain/application/phase';
import { may } from '@/domain/permissions';

type Props = {
  application: { id: string; phase: Phase | null; operatorId: string | null };
  user: SessionUser;
  /** The query of the list it was opened from. */
  query: string;
};

/** Who follows a presented application: it is given to a colleague, or put back among those in nobody's charge. */
export async function Charge({ application: { id, phase, operatorId }, user, query }: Props) {
  const mayAssign = may(actorOf(user), 'application.assign', false);
  const mayPutBack =
    operatorId !== null && (operatorId === user.id || mayAssign) && mayFollowIn(phase, 'put-back');
  if (phase === null || (!mayAssign && !mayPutBack)) return null;
  const [t, staff] = await Promise.all([getTranslations('worklist.charge'), officeStaff(database())]);
  const hidden = (
    <>
      <HiddenField name="applicationId" value={id} />
      <HiddenField name="elenco" value={query} />
    </>
  );
  return (
    <section className="charge no-print" aria-labelledby="incarico-titolo">
      <h2 id="incarico-titolo">{t('title')}</h2>
      {mayAssign && (
        <Form action={assign} id="assegna" aria-label={t('assign')}>
          {hidden}
          <SelectField
            name="operatorId"
            label={t('to')}
            options={staff
              .filter((person) => person.id !== operatorId)
              .map((person) => ({ value: person.id, label: person.name }))}
          />
          <SubmitButton look="secondary" icon="user">
            {t('assign')}
          </SubmitButton>
        </Form>
      )}
      {mayPutBack && (
        <Form action={giveBack} id="rimetti" aria-label={t('putBack')}>
          {hidden}
          <SubmitButton look="link">{t('putBack')}</SubmitButton>
        </Form>
      )}
    </section>
  );
}
