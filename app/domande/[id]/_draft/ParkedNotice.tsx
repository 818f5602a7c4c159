import { getTranslations } from 'next-intl/server';
import { timeOf } from '@/app/_citizen/moments';
import { Callout } from '@/app/_ui/Callout';
import { Form } from '@/app/_ui/Form';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import type { Section } from '@/domain/application/fields';
import { discardParked } from './actions';
import { slugs } from './steps';

type Props = { applicationId: string; section: Section; fromSummary: boolean; at: Date };

/** Says that the fields show what was typed when the access ended, and offers to do without it. */
export async function ParkedNotice({ applicationId, section, fromSummary, at }: Props) {
  const t = await getTranslations('citizen.section');
  return (
    <Callout tone="info" title={t('parkedTitle', { time: timeOf(at) })} role="status">
      <p>{t('parkedText')}</p>
      <Form action={discardParked} id="scarta">
        <input type="hidden" name="application" value={applicationId} />
        <input type="hidden" name="slug" value={slugs[section]} />
        <input type="hidden" name="da" value={fromSummary ? 'riepilogo' : ''} />
        <SubmitButton look="link" icon="delete">
          {t('parkedDiscard')}
        </SubmitButton>
      </Form>
    </Callout>
  );
}
