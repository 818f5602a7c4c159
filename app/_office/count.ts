/** A number of things the Italian way: 12345 → `12.345`. */
export const formatCount = (count: number): string => String(count).replaceAll(/\B(?=(\d{3})+$)/g, '.');
