import { getTranslations } from 'next-intl/server';

/** What each field is called: by the catalogue, under its own name or that of a member's fields. */
export async function fieldLabels(): Promise<(field: string) => string | undefined> {
  const t = await getTranslations('fields');
  return (field) => {
    const key = `${field.replace(/^members\.m\d+\./, 'members.')}.label` as Parameters<typeof t>[0];
    return field !== '' && t.has(key) ? t(key) : undefined;
  };
}
