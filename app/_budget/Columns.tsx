/** A mark across the columns, at the left edge of one. */
export interface Mark {
  at: number;
  text: string;
  look: 'term' | 'promise';
}

type Props = {
  /** What is drawn, for who cannot see it. */
  label: string;
  values: readonly number[];
  /** The highest value of the scale; the highest of the values where it is not said. */
  top?: number;
  /** What the top of the scale stands for, written. */
  topText: string;
  /** Written under the first and the last column. */
  ends: readonly [string, string];
  marks?: readonly Mark[];
};

const wide = 10;
const high = 100;

/** Columns drawn on the server, as wide as the page: the drawing stretches, its words do not. */
export function Columns({ label, values, top = Math.max(...values, 1), topText, ends, marks = [] }: Props) {
  const width = Math.max(values.length, 1) * wide;
  return (
    <div className="columns">
      <p className="columns-top">{topText}</p>
      <svg viewBox={`0 0 ${width} ${high}`} preserveAspectRatio="none" role="img" aria-label={label}>
        <line className="columns-grid" x1="0" x2={width} y1="0.5" y2="0.5" />
        <line className="columns-grid" x1="0" x2={width} y1={high / 2} y2={high / 2} />
        {values.map((value, index) => {
          const height = (Math.max(value, 0) / top) * high;
          // Columns have no name but their place.
          return (
            <rect key={`${index}`} x={index * wide + 1} width={wide - 2} y={high - height} height={height} />
          );
        })}
        {marks.map(({ at, text, look }) => (
          <line key={text} className={`columns-${look}`} x1={at * wide} x2={at * wide} y1="0" y2={high} />
        ))}
        <line className="columns-base" x1="0" x2={width} y1={high - 0.5} y2={high - 0.5} />
      </svg>
      <p className="columns-ends">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </p>
      {marks.length > 0 && (
        <ul className="columns-marks">
          {marks.map(({ text, look }) => (
            <li key={text}>
              <svg viewBox="0 0 30 10" aria-hidden="true">
                <line className={`columns-${look}`} x1="0" x2="30" y1="5" y2="5" />
              </svg>
              {text}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
