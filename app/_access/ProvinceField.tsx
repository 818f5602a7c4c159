import { useTranslations } from 'next-intl';
import { TextField } from '@/app/_ui/TextField';
import { provinces } from '@/domain/provinces';

/** A province, by its letters or its name; the list only suggests, so that either can be typed. */
export function ProvinceField({ own }: { own: boolean }) {
  const t = useTranslations('access');
  return (
    <TextField
      name="province"
      label={t('province')}
      hint={t('provinceHint')}
      autoComplete={own ? 'address-level1' : 'off'}
      suggestions={provinces.map(({ code, name }) => `${name} (${code})`)}
      required
    />
  );
}
