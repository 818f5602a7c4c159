import { getTranslations } from 'next-intl/server';
import { askAgain } from '@/app/operatore/domande/[id]/registers';
import { DateTime } from '@/app/_ui/DateTime';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { Icon, type IconName } from '@/app/_ui/Icon';
import type { StatusColor } from '@/app/_ui/status-look';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import type { LastInquiry } from '@/db/queries/registers';
import { registerNames, type InquiryState } from '@/domain/register/registers';

const looks: Record<InquiryState, { color: StatusColor; icon: IconName }> = {
  'in corso': { color: 'yellow', icon: 'clock' },
  trovato: { color: 'green', icon: 'check-circle' },
  'non trovato': { color: 'white', icon: 'info-circle' },
  'senza risposta': { color: 'red', icon: 'warning-circle' },
};

type Props = { applicationId: string; inquiries: readonly LastInquiry[]; mayAsk: boolean };

/** How far each register is with its answer. None of them holds the office up: until then what was declared counts. */
export async function RegisterState({ applicationId, inquiries, mayAsk }: Props) {
  const t = await getTranslations('evidence.office');
  const waiting = inquiries.some(({ state }) => state === 'in corso');
  return (
    <section className="registers" aria-labelledby="registri">
      <h3 id="registri">{t('registers')}</h3>
      <ul>
        {registerNames.map((name) => (
          <li key={name}>
            <strong>{t(`register.${name}`)}</strong>
            <State inquiry={inquiries.find(({ register }) => register === name)} />
          </li>
        ))}
      </ul>
      {waiting && <p>{t('meanwhile')}</p>}
      {mayAsk && (
        <Form action={askAgain} id="interroga" className="no-print">
          <HiddenField name="applicationId" value={applicationId} />
          <SubmitButton look="secondary" icon="refresh">
            {t(inquiries.length === 0 ? 'ask' : 'askAgain')}
          </SubmitButton>
        </Form>
      )}
    </section>
  );
}

async function State({ inquiry }: { inquiry: LastInquiry | undefined }) {
  const t = await getTranslations('evidence.office');
  if (!inquiry) return <span>{t('notAsked')}</span>;
  const { state, source, answeredAt, askedAt } = inquiry;
  const { color, icon } = looks[state];
  return (
    <span className="register-answer">
      <span className={`status status-${color}`}>
        <Icon name={icon} size="xs" />
        {t(`states.${state}`)}
      </span>
      <span>
        {source && <>{t(`from.${source}`)}, </>}
        <DateTime at={answeredAt ?? askedAt} precision="minute" />
      </span>
    </span>
  );
}
