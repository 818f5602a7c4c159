import { getTranslations } from 'next-intl/server';
import { refusalSentence } from '@/app/_server/form-action';
import { Callout } from '@/app/_ui/Callout';

const reasons = ['call-ended', 'mandate-ended', 'taken-over'] as const;

/** Why an application that was in one's hands is there no more, and what to do. */
export async function EndedNotice({ why }: { why: string }) {
  const code = reasons.find((each) => each === why);
  if (!code) return null;
  const t = await getTranslations('filing');
  return (
    <Callout tone="warning" title={t('ended')} role="alert">
      <p>{await refusalSentence({ code })}</p>
    </Callout>
  );
}
