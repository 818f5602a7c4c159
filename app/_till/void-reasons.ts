/** Why spends are taken back, a tap each; `other` is told in words. */
export const voidReasons = ['amount', 'goods', 'voucher', 'twice', 'other'] as const;

type VoidReason = (typeof voidReasons)[number];

export const isVoidReason = (text: string): text is VoidReason =>
  voidReasons.some((reason) => reason === text);
