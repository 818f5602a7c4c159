type Props = {
  at: Date | string;
  /** `day` gives 31/03/2021, `minute` 31/03/2021 08:49, `second` (the register's own) 31/03/2021 08:49:21. */
  precision?: 'day' | 'minute' | 'second';
};

const formatter = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Rome',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const lengths = { day: 10, minute: 16, second: 19 } as const;

/** An instant as the register writes it, in Italian civil time. A bare `YYYY-MM-DD` is a civil day: give `day`. */
export function DateTime({ at, precision = 'second' }: Props) {
  const date = typeof at === 'string' ? new Date(at) : at;
  const text = formatter.format(date).replace(',', '').slice(0, lengths[precision]);
  return (
    <time className="amount" dateTime={typeof at === 'string' ? at : date.toISOString()}>
      {text}
    </time>
  );
}
