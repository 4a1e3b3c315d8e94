import type { Block } from '../../api.ts';

type AnyChart = Extract<Block, { type: 'data_visualization' }>['chart'];
type Series = Exclude<AnyChart, { type: 'pie' }>;

const width = 600;
const height = 150;
const left = 36;
/** Half of the last category's name hangs over. */
const right = 22;
const top = 8;

/** Bars, lines or areas over categories. */
export function SeriesChart({ chart, title }: { chart: Series; title: string }) {
  const { series, axis_config: axis, type } = chart;
  const { categories } = axis;
  const highest = ceiling(Math.max(1, ...series.flatMap(({ data }) => data.map(({ value }) => value))));
  const step = (width - left - right) / categories.length;
  const y = (value: number) => top + height * (1 - value / highest);
  const valueAt = (one: Series['series'][number], category: string) =>
    one.data.find(({ label }) => label === category)?.value ?? 0;
  const every = Math.ceil(categories.length / 8);
  return (
    <svg className="series" viewBox={`0 0 ${width} ${height + top + 22}`} role="img" aria-label={title}>
      {[0, highest / 2, highest].map((line) => (
        <g key={line} className="grid">
          <line x1={left} x2={width} y1={y(line)} y2={y(line)} />
          <text x={left - 6} y={y(line) + 3.5} textAnchor="end">
            {line}
          </text>
        </g>
      ))}
      {series.map((one, index) => {
        const look = `series-${index % 6}`;
        const points = categories.map((category, at) => [left + step * (at + 0.5), y(valueAt(one, category))] as const);
        if (type !== 'bar') return <Line key={one.name} look={look} points={points} filled={type === 'area'} />;
        const bar = Math.min(28, (step * 0.72) / series.length);
        return points.map(([x, from], at) => (
          <rect
            key={`${one.name} ${categories[at]}`}
            className={look}
            x={x + bar * (index - series.length / 2)}
            y={from}
            width={Math.max(1, bar - 1)}
            height={Math.max(0, y(0) - from)}
            rx="1.5"
          >
            <title>{`${categories[at]} · ${one.name}: ${valueAt(one, categories[at] ?? '')}`}</title>
          </rect>
        ));
      })}
      {categories.map((category, at) =>
        at % every === 0 ? (
          <text key={category} className="tick" x={left + step * (at + 0.5)} y={height + top + 16} textAnchor="middle">
            {category}
          </text>
        ) : null,
      )}
    </svg>
  );
}

interface LineProps {
  look: string;
  points: readonly (readonly [number, number])[];
  filled: boolean;
}

function Line({ look, points, filled }: LineProps) {
  const path = points.map(([x, y]) => `${x},${y}`).join(' ');
  const [first, last] = [points[0]?.[0] ?? 0, points.at(-1)?.[0] ?? 0];
  const floor = top + height;
  return (
    <>
      {filled && <polygon className={`${look} area`} points={`${first},${floor} ${path} ${last},${floor}`} />}
      <polyline className={`${look} line`} points={path} />
    </>
  );
}

/** The next round number above, so that the scale reads well. */
function ceiling(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 6, 8, 10].find((one) => one * unit >= value) ?? 10;
  return Math.max(2, step * unit);
}
