import Link from 'next/link';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

/** The icon of a service on the portal's home. Without `href` it is shown but cannot be opened. */
export type ServiceTile = {
  key: string;
  name: string;
  icon: IconName;
  href?: string;
  text?: ReactNode;
};

type Props = {
  tiles: readonly ServiceTile[];
  /** `h3` where a heading of the second level stands above. */
  heading?: 'h2' | 'h3';
};

/** The icons of the active bandi (manual § 1.9). The whole tile answers to the finger, its name alone is the link. */
export function ServiceTiles({ tiles, heading: Heading = 'h2' }: Props) {
  return (
    <ul className="tiles">
      {tiles.map(({ key, name, icon, href, text }) => (
        <li key={key} className={href === undefined ? 'tile tile-closed' : 'tile'}>
          <span className="tile-icon">
            <Icon name={icon} />
          </span>
          <div>
            <Heading>
              {href === undefined ? (
                name
              ) : (
                <Link href={href} className="stretched-link">
                  {name}
                </Link>
              )}
            </Heading>
            {text !== undefined && <p>{text}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
