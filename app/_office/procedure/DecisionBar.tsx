import { getTranslations } from 'next-intl/server';
import type { ApplicationFile } from '@/db/queries/application-file';
import { mayHappen } from '@/domain/application/acts';
import type { ApplicationEventKind } from '@/domain/application/events';
import { waitingPhase } from '@/domain/application/phase';
import { phaseKey } from './phase-key';

type Act = {
  key: 'barApprove' | 'barReject' | 'barAsk' | 'barNotice' | 'barAnnul';
  id: string;
  event: ApplicationEventKind;
};

const acts: readonly Act[] = [
  { key: 'barApprove', id: 'approva', event: 'approved' },
  { key: 'barReject', id: 'respingi-campi', event: 'rejected' },
  { key: 'barAsk', id: 'integrazione-campi', event: 'clarification-requested' },
  { key: 'barNotice', id: 'preavviso-campi', event: 'rejection-announced' },
  { key: 'barAnnul', id: 'annulla-campi', event: 'annulled' },
];

/** Always in sight on a presented application: where it stands, and what may be done there. The links open the forms. */
export async function DecisionBar({ application }: Pick<ApplicationFile, 'application'>) {
  const { phase } = application;
  if (phase === null) return null;
  const t = await getTranslations('procedure.office');
  const signing = phase === 'alla firma';
  const settled = signing || phase === waitingPhase;
  const offered = acts.filter(
    ({ key, event }) => mayHappen(application, event) && !(settled && key === 'barApprove'),
  );
  return (
    <nav className="decision-bar no-print" aria-label={t('bar')}>
      <p className="decision-bar-phase">{t(`phases.${phaseKey[phase]}`)}</p>
      <ul>
        {signing && (
          <li>
            <a href="#decisione">{t('barSign')}</a>
          </li>
        )}
        {offered.map(({ key, id }) => (
          <li key={key}>
            <a href={`#${id}`}>{t(key)}</a>
          </li>
        ))}
      </ul>
      {offered.some(({ key }) => key === 'barAsk') && <p className="decision-bar-keys">{t('keys')}</p>}
    </nav>
  );
}
