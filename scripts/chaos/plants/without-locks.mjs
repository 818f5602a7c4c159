// A planted bug: spends of one voucher neither hold it nor wait for each other where its attempts are counted.
import pg from 'pg';

/** @type {Record<string, (text: string) => string>} */
const changed = {
  'spend-locks': (text) => text.replace(/for update\s*$/, ''),
  'voucher-attempts': () =>
    'select code, 1 as attempts, 1 as wait from vouchers where code = any ($1::text[]) and code = any ($2::text[])',
};

/** @type {Function} */
const query = Reflect.get(pg.Client.prototype, 'query');
/** @this {pg.Client} @param {unknown} asked @param {unknown[]} rest */
pg.Client.prototype.query = function (asked, ...rest) {
  const { name, text } = /** @type {{ name?: string, text?: string }} */ (Object(asked));
  const change = changed[name ?? ''];
  return query.call(this, change ? { ...asked, text: change(text) } : asked, ...rest);
};
