import { actorOf, requireUser } from '@/app/_server/session';
import { uuid } from '@/app/api/v1/uuid';
import { officeRoles, type Actor } from '@/domain/roles';

/** Where somebody runs a merchant from: the office any, under its id; a manager their own. */
export interface Area {
  merchantId: string;
  /** The address all pages of the area begin with. */
  base: string;
  office: boolean;
}

/** The pages of a merchant at the office. */
export const officeBase = (merchantId: string): string => `/operatore/esercenti/${uuid(merchantId)}`;

const ownBase = '/esercente/negozio';

/** The area of a merchant for the office alone. */
export async function officeArea(merchantId: string, path = ''): Promise<Area> {
  const base = officeBase(merchantId);
  await requireUser(`${base}${path}`, ...officeRoles);
  return { merchantId: uuid(merchantId), base, office: true };
}

/** A manager's own area. To whoever stands at the counter it does not exist. */
export async function ownArea(path = ''): Promise<Area> {
  const { merchantId } = await requireUser(`${ownBase}${path}`, 'esercente');
  return { merchantId: merchantId ?? '', base: ownBase, office: false };
}

/** The area a form was posted from, and who posted it: a manager's form can only mean their own merchant. */
export async function postedArea(merchantId: string): Promise<{ area: Area; actor: Actor }> {
  const user = await requireUser(ownBase, 'esercente', ...officeRoles);
  const own = user.role === 'esercente';
  const area = own
    ? { merchantId: user.merchantId ?? '', base: ownBase, office: false }
    : { merchantId: uuid(merchantId), base: officeBase(merchantId), office: true };
  return { area, actor: actorOf(user) };
}
