import { getTranslations } from 'next-intl/server';
import { PasskeyButton } from '@/app/_access/PasskeyButton';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { DateTime } from '@/app/_ui/DateTime';
import { Form } from '@/app/_ui/Form';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import type { SecondFactors } from '@/db/queries/second-factors';
import { addKey, askToCreate, beginApp, dropFactor } from './actions';

type Props = {
  factors: SecondFactors;
  /** Where one goes after a first factor, or nothing. */ wanted: string;
};

const onwards = (wanted: string) => <input type="hidden" name="ritorno" value={wanted} />;

/** The app that gives codes: works on every telephone, and without JavaScript. */
export async function AppPart({ factors, wanted }: Props) {
  const t = await getTranslations('ownAccess.factors');
  return (
    <section className="access-part" aria-labelledby="app-titolo">
      <h2 id="app-titolo">{t('appTitle')}</h2>
      {factors.totpSince === null ? (
        <Form action={beginApp} id="app">
          <p>{t('appText')}</p>
          {onwards(wanted)}
          <SubmitButton>{factors.totpWaiting ? t('appGoOn') : t('appBegin')}</SubmitButton>
        </Form>
      ) : (
        <Form action={dropFactor} id="app">
          <p>
            {t('appSince')} <DateTime at={factors.totpSince} precision="day" />
          </p>
          <SubmitButton look="secondary">{t('appRemove')}</SubmitButton>
        </Form>
      )}
    </section>
  );
}

/** The passkeys: a telephone, a computer or a key that signs in place of a code. */
export async function PasskeysPart({ factors, wanted }: Props) {
  const t = await getTranslations('ownAccess.factors');
  return (
    <section className="access-part" aria-labelledby="passkey-titolo">
      <h2 id="passkey-titolo">{t('keysTitle')}</h2>
      <p>{t('keysText')}</p>
      {factors.passkeys.map(({ id, name, createdAt }, index) => (
        <Form key={id} action={dropFactor} id={`togli-${index}`} className="access-row">
          <p>
            <strong>{name}</strong>
            <br />
            {t('keySince')} <DateTime at={createdAt} precision="day" />
          </p>
          <input type="hidden" name="passkey" value={id} />
          <SubmitButton look="secondary">
            {t('keyRemove')}
            <span className="visually-hidden"> {name}</span>
          </SubmitButton>
        </Form>
      ))}
      <Form action={addKey} id="passkey">
        {onwards(wanted)}
        <TextField
          name="name"
          label={t('keyName')}
          hint={t('keyNameHint')}
          autoComplete="off"
          maxLength={60}
          required
        />
        <PasskeyButton
          ask={{ create: askToCreate }}
          look="secondary"
          texts={{ button: t('keyAdd'), failed: t('keyFailed'), scripts: t('keyScripts') }}
        />
      </Form>
    </section>
  );
}

/** The codes for the day on which neither app nor passkey is at hand. */
export async function CodesPart({ factors: { codesLeft } }: { factors: SecondFactors }) {
  const t = await getTranslations('ownAccess.factors');
  return (
    <section className="access-part" aria-labelledby="riserva-titolo">
      <h2 id="riserva-titolo">{t('codesTitle')}</h2>
      <p>{t('codesLeft', { count: codesLeft })}</p>
      <ButtonLink href="/accesso/secondo-passaggio/codici" look="secondary">
        {t('codesNew')}
      </ButtonLink>
    </section>
  );
}
