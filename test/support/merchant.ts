import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { acceptMerchant } from '../../commands/merchant/agree';
import { applyAsMerchant } from '../../commands/merchant/enrol';
import { merchantEvents, merchants, shops } from '../../db/schema/merchants';
import { users } from '../../db/schema/people';
import { ticked, type Answers } from '../../domain/application/answers';
import { usualAgreement } from '../../domain/merchant/agreement';
import { merchantDeclarations } from '../../domain/merchant/declarations';
import { checkDigit } from '../../domain/fiscal-code';
import { done, type Town, type User } from './town';

let businesses = 0;

/** A VAT number nobody else has in this run. */
export function freshVatNumber(): string {
  const body = `${Date.now() % 1_000_000}${1000 + ++businesses}`.padStart(10, '7');
  return body + checkDigit(body);
}

/** The whole form of a business that asks to join, some answers changed. */
export const businessAnswers = (changes: Record<string, string> = {}): Answers => ({
  legalName: 'Bottega Cossu di Cossu Rita',
  representative: 'Rita Cossu',
  vatNumber: freshVatNumber(),
  address: 'Via Cagliari 12, 09032 Assemini (CA)',
  email: 'rita@example.org',
  phone: '070 945111',
  iban: 'IT60 X054 2811 1010 0000 0123 456',
  'shop.name': 'Bottega Cossu',
  'shop.address': 'Via Cagliari 12',
  'shop.postalCode': '09032',
  'shop.municipality': 'Assemini',
  'shop.categories.alimentari': ticked,
  ...Object.fromEntries(merchantDeclarations.map((each) => [`declarations.${each}`, ticked])),
  ...changes,
});

/** The form by which the office accepts. */
export const acceptance = (changes: Record<string, string> = {}): Answers => ({
  ...usualAgreement(new Date()),
  givenName: 'Rita',
  familyName: 'Cossu',
  email: 'rita@example.org',
  ...changes,
});

export async function applied(town: Town): Promise<string> {
  const merchantId = newId();
  done(await applyAsMerchant(town.db, { merchantId, answers: businessAnswers() }));
  return merchantId;
}

/** A merchant with an agreement in force, its manager and its shop. */
export async function agreed(
  town: Town,
  operator: User,
): Promise<{ merchantId: string; manager: User; shopId: string }> {
  const merchantId = await applied(town);
  done(await acceptMerchant(town.db, operator, { merchantId, answers: acceptance() }));
  const [manager] = await town.db.select().from(users).where(eq(users.merchantId, merchantId));
  const [shop] = await town.db.select().from(shops).where(eq(shops.merchantId, merchantId));
  if (!manager || !shop) throw new Error('the merchant is not whole');
  return {
    merchantId,
    manager: { kind: 'user', id: manager.id, role: 'esercente', merchantId },
    shopId: shop.id,
  };
}

export async function merchantOf(town: Town, id: string) {
  const [merchant] = await town.db.select().from(merchants).where(eq(merchants.id, id));
  if (!merchant) throw new Error('there is no such merchant');
  return merchant;
}

/** What happened to a merchant, in order. */
export const eventsOf = (town: Town, merchantId: string) =>
  town.db
    .select()
    .from(merchantEvents)
    .where(eq(merchantEvents.merchantId, merchantId))
    .orderBy(merchantEvents.number);

export const kindsOf = async (town: Town, merchantId: string): Promise<string[]> =>
  (await eventsOf(town, merchantId)).map(({ kind }) => kind);
