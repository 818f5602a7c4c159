import { useTranslations } from 'next-intl';
import { Icon, type IconName } from '@/app/_ui/Icon';
import type { StatusColor } from '@/app/_ui/status-look';
import type { DraftState, ProgrammeStatus } from '@/domain/programme/status';

const looks: Record<ProgrammeStatus | DraftState, { color: StatusColor; icon: IconName }> = {
  bozza: { color: 'white', icon: 'pencil' },
  attivo: { color: 'green', icon: 'check-circle' },
  chiuso: { color: 'red', icon: 'ban' },
  'in modifica': { color: 'white', icon: 'pencil' },
  'alla firma': { color: 'yellow', icon: 'clock' },
};

/** The state of a programme or of its draft: word, icon and colour. */
export function StateBadge({ state }: { state: ProgrammeStatus | DraftState }) {
  const t = useTranslations('editor.states');
  const { color, icon } = looks[state];
  return (
    <span className={`status status-${color}`}>
      <Icon name={icon} size="xs" />
      {t(state)}
    </span>
  );
}
