import { useTranslations } from 'next-intl';
import { PasswordField } from '@/app/_ui/PasswordField';
import { passwordLimits } from '@/domain/access';

/** The new password, twice, with the manual's rules (§ 1.7). */
export function NewPasswordFields() {
  const t = useTranslations('access.change');
  return (
    <>
      <PasswordField
        name="password"
        label={t('new')}
        hint={t('newHint')}
        autoComplete="new-password"
        minLength={passwordLimits.atLeast}
        required
      />
      <PasswordField name="again" label={t('again')} autoComplete="new-password" required />
    </>
  );
}
