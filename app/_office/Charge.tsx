import { getTranslations } from 'next-intl/server';
import { assign } from '@/app/operatore/domande/[id]/charge-actions';
import { database } from '@/app/_server/database';
import { actorOf, type SessionUser } from '@/app/_server/session';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { officeStaff } from '@/db/queries/office';
import type { Phase } from '@/domain/application/phase';
import { may } from '@/domain/permissions';

type Props = {
  application: { id: string; phase: Phase | null; operatorId: string | null };
  user: SessionUser;
  /** The query of the list it was opened from. */
  query: string;
};

/** Who follows a presented application: the responsabile gives it to a colleague. */
export async function Charge({ application: { id, phase, operatorId }, user, query }: Props) {
  if (phase === null || !may(actorOf(user), 'application.assign', false)) return null;
  const [t, staff] = await Promise.all([getTranslations('worklist.charge'), officeStaff(database())]);
  const others = staff.filter((person) => person.id !== operatorId);
  return (
    <section className="charge no-print" aria-labelledby="incarico-titolo">
      <h2 id="incarico-titolo">{t('title')}</h2>
      <Form action={assign} id="assegna" aria-label={t('assign')}>
        <HiddenField name="applicationId" value={id} />
        <HiddenField name="elenco" value={query} />
        <SelectField
          name="operatorId"
          label={t('to')}
          options={others.map(({ id: value, name }) => ({ value, label: name }))}
        />
        <SubmitButton look="secondary" icon="user">
          {t('assign')}
        </SubmitButton>
      </Form>
    </section>
  );
}
