import type { Block } from '../../api.ts';
import { Pie } from './pie.tsx';
import { SeriesChart } from './series-chart.tsx';

type ChartBlock = Extract<Block, { type: 'data_visualization' }>;

/** A chart with its title and what its colours mean. */
export function Chart({ block: { title, chart } }: { block: ChartBlock }) {
  const names = chart.type === 'pie' ? chart.segments.map(({ label }) => label) : chart.series.map(({ name }) => name);
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      {chart.type === 'pie' ? (
        <Pie segments={chart.segments} title={title} />
      ) : (
        <SeriesChart chart={chart} title={title} />
      )}
      {names.length > 1 && (
        <ul className="legend">
          {names.map((name, index) => (
            <li key={name}>
              <span className={`swatch series-${index % 6}`} />
              {name}
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}
