import { getTranslations } from 'next-intl/server';
import type { IconName } from '@/app/_ui/Icon';
import { ServiceTiles, type ServiceTile } from '@/app/_ui/ServiceTiles';
import type { ProgrammeTile } from '@/db/queries/programmes';
import { dayOf } from './moments';

/** The picture of each icon a programme may have; one the kit does not draw gets the sheet of a form. */
const pictures: Record<string, IconName> = {
  carrello: 'cart',
  accessibilita: 'accessibility',
  asilo: 'nursery',
  casa: 'home',
};

type Props = {
  programmes: readonly ProgrammeTile[];
  heading?: 'h2' | 'h3';
  /** Whether the pages can be opened: those of a preview are not there yet. */
  linked?: boolean;
};

/** The icons of the active bandi (manual § 1.9), each leading to its page, where a new application begins. */
export async function ProgrammeTiles({ programmes, heading = 'h3', linked = true }: Props) {
  const t = await getTranslations('home');
  const tiles = programmes.map((programme): ServiceTile => {
    const { slug, name, icon, closesAt, nextWindow } = programme;
    const text = closesAt
      ? t('openUntil', { day: dayOf(closesAt) })
      : nextWindow
        ? t('opensOn', { day: dayOf(nextWindow.opensAt) })
        : t('closed');
    const tile = { key: slug, name, icon: pictures[icon] ?? 'file', text } as const;
    return linked ? { ...tile, href: `/domande/nuova/${slug}` } : tile;
  });
  return <ServiceTiles tiles={tiles} heading={heading} />;
}
