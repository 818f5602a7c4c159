import type { ApplicationStatus } from '@/domain/application/status';
import type { IconName } from './Icon';

/** The manual's colours (§ 2.11): bianco, giallo, rosso, verde. */
export type StatusColor = 'white' | 'yellow' | 'red' | 'green';

/** How each state is drawn, everywhere: badge, legend and the edge of a row. */
export const statusLook: Record<ApplicationStatus, { color: StatusColor; icon: IconName }> = {
  bozza: { color: 'white', icon: 'pencil' },
  presentata: { color: 'yellow', icon: 'clock' },
  approvata: { color: 'green', icon: 'check-circle' },
  respinta: { color: 'red', icon: 'close-circle' },
  annullata: { color: 'red', icon: 'ban' },
};
