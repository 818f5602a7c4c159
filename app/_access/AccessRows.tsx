import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_ui/Form';
import type { FormState } from '@/app/_ui/form-state';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { fullName } from '@/domain/person-name';

type Person = {
  id: string;
  givenName: string;
  familyName: string;
  username: string;
  email: string | null;
  active: boolean;
};

type Props<P extends Person> = {
  people: readonly P[];
  /** Takes `user` and `active` (`si` or `no`), and what is hidden besides. */
  turn: (state: FormState, data: FormData) => Promise<FormState>;
  hidden?: Record<string, string>;
  /** What stands after a person's name. */
  about?: (person: P) => string;
  /** Whose access cannot be turned here: one's own. */
  fixed?: string;
};

/** People who have an access, each with a button that takes it or gives it back. */
export async function AccessRows<P extends Person>({ people, turn, hidden = {}, about, fixed }: Props<P>) {
  const t = await getTranslations('accessRows');
  return (
    <ul className="access-list">
      {people.map((person) => {
        const { id, givenName, familyName, username, email, active } = person;
        const name = fullName(givenName, familyName);
        return (
          <li key={id} className="access-row">
            <p>
              <strong>{name}</strong>
              {about && `, ${about(person)}`}
              {!active && ` (${t('suspended')})`}
              <br />
              <span className="code">{username}</span>
              {email !== null && `, ${email}`}
            </p>
            {id === fixed ? (
              <p>{t('own')}</p>
            ) : (
              <Form action={turn} id={`persona-${id}`}>
                {Object.entries({ ...hidden, user: id, active: active ? 'no' : 'si' }).map(
                  ([field, value]) => (
                    <input key={field} type="hidden" name={field} value={value} />
                  ),
                )}
                <SubmitButton look="secondary">
                  {t(active ? 'suspend' : 'resume')}
                  <span className="visually-hidden"> {name}</span>
                </SubmitButton>
              </Form>
            )}
          </li>
        );
      })}
    </ul>
  );
}
