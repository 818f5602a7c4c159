import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { database } from '@/app/_server/database';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { PageHead } from '@/app/_ui/PageHead';
import { merchantFile } from '@/db/queries/merchants/file';
import type { Area } from './area';
import { DoneNotice } from './DoneNotice';
import { Overview } from './Overview';
import type { PartProps } from './part-props';
import type { Part } from './parts';
import { AccountPage } from './pages/AccountPage';
import { NewPersonPage, PersonPage } from './pages/PersonPages';
import { EditShopPage, NewShopPage, ShopPage } from './pages/ShopPages';
import { TillPage } from './pages/TillPage';

type Props = { area: Area; part: Part; done: string };

/** A page of a merchant's area: what is around it, and itself. What is not this merchant's does not exist. */
export async function PartView({ area, part, done }: Props) {
  const file = await merchantFile(database(), area.merchantId);
  if (!file) notFound();
  const drawn = draw(part, { area, file });
  if (drawn === null) notFound();
  const t = await getTranslations('merchants');
  const { title, content } = drawn;
  const heading = title ?? t(`parts.${part.kind}`);
  const home = { label: area.office ? file.merchant.name : t('parts.own'), href: area.base };
  const list = area.office ? [{ label: t('title'), href: '/operatore/esercenti' }] : [];
  return (
    <>
      {part.kind === 'overview' ? (
        <Breadcrumb items={list} current={home.label} />
      ) : (
        <Breadcrumb items={[...list, home]} current={heading} />
      )}
      <PageHead title={part.kind === 'overview' ? file.merchant.name : heading} />
      <DoneNotice word={done} />
      {content}
    </>
  );
}

interface Drawn {
  /** Where the page is named after what it shows. */
  title?: string;
  content: ReactNode;
}

/** The page, or null where what it is about is not this merchant's. */
function draw(part: Part, { area, file }: PartProps): Drawn | null {
  const props = { area, file };
  switch (part.kind) {
    case 'overview':
      return { content: <Overview {...props} /> };
    case 'account':
      return { content: <AccountPage {...props} /> };
    case 'new-shop':
      return { content: <NewShopPage {...props} /> };
    case 'new-person':
      return { content: <NewPersonPage {...props} /> };
    case 'shop':
    case 'edit-shop': {
      const shop = file.shops.find(({ id }) => id === part.id);
      if (!shop) return null;
      return part.kind === 'shop'
        ? { title: shop.name, content: <ShopPage {...props} shop={shop} /> }
        : { content: <EditShopPage {...props} shop={shop} /> };
    }
    case 'till': {
      const shop = file.shops.find(({ tills }) => tills.some(({ id }) => id === part.id));
      const till = shop?.tills.find(({ id }) => id === part.id);
      return shop && till
        ? { title: `${shop.name}, ${till.name}`, content: <TillPage {...props} shop={shop} till={till} /> }
        : null;
    }
    case 'person': {
      const person = file.people.find(({ id, role }) => id === part.id && role === 'cassiere');
      return person
        ? {
            title: `${person.givenName} ${person.familyName}`,
            content: <PersonPage {...props} person={person} />,
          }
        : null;
    }
  }
}
