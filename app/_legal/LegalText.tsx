import { getLocale } from 'next-intl/server';
import { consentText, type ConsentKind } from '@/domain/consent/texts';
import { LegalBody } from './LegalBody';

/** What the person is about to accept, word for word as it will be recorded, in the language of the page. */
export async function LegalText({ kind }: { kind: ConsentKind }) {
  const { language, body } = consentText(kind, await getLocale());
  return (
    <div lang={language}>
      <LegalBody body={body} />
    </div>
  );
}
