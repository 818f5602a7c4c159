import { useTranslations } from 'next-intl';
import { TextField } from '@/app/_ui/TextField';
import { provinces } from '@/domain/provinces';

/** A province, by its letters or its name; the list only suggests, so that either can be typed. */
export function ProvinceField() {
  const t = useTranslations('access');
  return (
    <TextField
      name="province"
      label={t('province')}
      hint={t('provinceHint')}
      autoComplete="address-level1"
      suggestions={provinces.map(({ code, name }) => `${name} (${code})`)}
      required
    />
  );
}
