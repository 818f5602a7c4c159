// A planted bug: spends read their vouchers without holding them.
import pg from 'pg';

/** @type {Function} */
const query = Reflect.get(pg.Client.prototype, 'query');
/** @this {pg.Client} @param {unknown} asked @param {unknown[]} rest */
pg.Client.prototype.query = function (asked, ...rest) {
  const { name } = /** @type {{ name?: string }} */ (Object(asked));
  if (name === 'spend-locks') asked.text = asked.text.replace(/for update\s*$/, '');
  return query.call(this, asked, ...rest);
};
