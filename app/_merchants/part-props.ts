import type { MerchantFile } from '@/db/queries/merchants/file';
import type { Area } from './area';

/** What the pages of a merchant's area are given. */
export type PartProps = { area: Area; file: MerchantFile };
