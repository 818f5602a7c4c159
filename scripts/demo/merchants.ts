import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { acceptMerchant } from '../../commands/merchant/agree';
import { applyAsMerchant, registerMerchant } from '../../commands/merchant/enrol';
import { addTill } from '../../commands/merchant/tills';
import type { Queryable } from '../../db/client';
import { databaseNow } from '../../db/queries/clock';
import { shops, tillKeys } from '../../db/schema/merchants';
import { ticked, type Answers } from '../../domain/application/answers';
import { civilDate } from '../../domain/calendar';
import type { ShopCategory } from '../../domain/merchant/categories';
import { merchantDeclarations } from '../../domain/merchant/declarations';
import type { Actor } from '../../domain/roles';
import { valueOf } from './value-of';

/** What a business of the demo writes in the form; its shop is called as it is. */
const business = (name: string, answers: Answers, categories: readonly ShopCategory[]): Answers => ({
  name,
  'shop.name': name,
  'shop.postalCode': '09032',
  'shop.municipality': 'Assemini',
  ...answers,
  ...Object.fromEntries(categories.map((category) => [`shop.categories.${category}`, ticked])),
});

/** Shops with an agreement in force, and their tills; a till's key is what the POS sends. */
const agreed: {
  name: string;
  answers: Answers;
  categories: readonly ShopCategory[];
  tills: Record<string, string>;
}[] = [
  {
    name: 'Alimentari Piras',
    answers: {
      legalName: 'Alimentari Piras di Piras Marta',
      representative: 'Marta Piras',
      vatNumber: '02134560925',
      address: 'Via Sardegna 41, 09032 Assemini (CA)',
      email: 'alimentari.piras@example.org',
      pec: 'alimentaripiras@pec.example.org',
      phone: '070 941122',
      iban: 'IT16K0101543830000000104512',
      'shop.address': 'Via Sardegna 41',
      'shop.phone': '070 941122',
    },
    categories: ['alimentari', 'panificio', 'ortofrutta', 'igiene'],
    tills: { 'Cassa 1': 'demo-till-1', 'Cassa 2': 'demo-till-2' },
  },
  {
    name: 'Mini Market Cocco',
    answers: {
      legalName: 'Mini Market Cocco srl',
      representative: 'Dario Cocco',
      vatNumber: '02298710928',
      address: 'Corso America 108, 09032 Assemini (CA)',
      email: 'minimarket.cocco@example.org',
      phone: '070 945533',
      iban: 'IT52F0101543830000000220874',
      'shop.address': 'Corso America 108',
      'shop.phone': '070 945533',
    },
    categories: ['supermercato', 'macelleria', 'infanzia', 'cartoleria'],
    tills: { 'Cassa 1': 'demo-till-3' },
  },
];

/** A business that asks to join, for the office to decide on. */
const waiting = business(
  'Panificio Sa Mata',
  {
    legalName: 'Panificio Sa Mata di Sanna Ignazia',
    representative: 'Ignazia Sanna',
    vatNumber: '03055120921',
    address: 'Via Carmine 7, 09032 Assemini (CA)',
    email: 'panificio.samata@example.org',
    phone: '070 947788',
    iban: 'IT44D0101543830000000118830',
    'shop.address': 'Via Carmine 7',
    ...Object.fromEntries(merchantDeclarations.map((each) => [`declarations.${each}`, ticked])),
  },
  ['panificio'],
);

/** A merchant of the demo, registered and with its tills, before anybody works there. */
export interface DemoMerchant {
  name: string;
  merchantId: string;
  shopId: string;
}

/** Registers the merchants of the demo with their tills, whose keys everybody may know. */
export async function registerMerchants(tx: Queryable, operator: Actor): Promise<DemoMerchant[]> {
  const registered: DemoMerchant[] = [];
  for (const { name, answers, categories, tills } of agreed) {
    const merchantId = newId();
    const form = business(name, answers, categories);
    valueOf(await registerMerchant(tx, operator, { merchantId, answers: form }));
    const [shop] = await tx.select().from(shops).where(eq(shops.merchantId, merchantId));
    if (!shop) throw new Error(`the demo has no shop ${name}`);
    for (const [till, key] of Object.entries(tills)) {
      const on = { merchantId, shopId: shop.id, tillId: newId() };
      valueOf(await addTill(tx, operator, { ...on, name: till }));
      const keyHash = createHash('sha256').update(key).digest();
      await tx.insert(tillKeys).values({ id: newId(), tillId: on.tillId, keyHash, ending: key.slice(-4) });
    }
    registered.push({ name, merchantId, shopId: shop.id });
  }
  return registered;
}

/** Accepts the merchants, whose managers are there by now, for this year and the next; and lets one more ask. */
export async function acceptMerchants(
  tx: Queryable,
  operator: Actor,
  registered: readonly DemoMerchant[],
): Promise<void> {
  const year = Number(civilDate(await databaseNow(tx)).slice(0, 4));
  const days = { from: `${year}-01-01`, until: `${year + 1}-12-31` };
  for (const { name, merchantId } of registered) {
    const manager = { givenName: name, familyName: name, email: 'esercente@example.org' };
    valueOf(await acceptMerchant(tx, operator, { merchantId, answers: { ...days, ...manager } }));
  }
  valueOf(await applyAsMerchant(tx, { merchantId: newId(), answers: waiting }));
}
