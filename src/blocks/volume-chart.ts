import type { Volume } from '../digest/content.ts';
import { escaped, figure, plain } from '../present/text.ts';
import type { ChartBlock } from './elements.ts';

/** Slack draws no more points, and no longer labels. */
const maxSegments = 20;
const longest = 20;

/** Calls of each account against the week before; null where there is nothing to compare. */
export function volumeChart(volumes: readonly Volume[]): ChartBlock | null {
  const known = volumes.some(({ usual }) => usual !== null);
  if (volumes.every(({ calls }) => calls === 0) || (volumes.length < 2 && !known)) return null;
  const shown = fold(volumes);
  const labels = distinct(shown.map(({ account }) => plain(account, longest)));
  const series = (name: string, value: (volume: Volume) => number) => ({
    name,
    data: shown.map((volume, at) => ({ label: labels[at] ?? '', value: Math.round(value(volume)) })),
  });
  const calls = series('Calls', (volume) => volume.calls);
  return {
    type: 'data_visualization',
    title: known ? 'Calls against the week before' : 'Calls by account',
    chart: {
      type: 'bar',
      series: known ? [calls, series('Usual', ({ usual }) => usual ?? 0)] : [calls],
      axis_config: { categories: labels, y_label: 'Calls' },
    },
  };
}

/** The same in words, as top-level text. */
export function volumeText(volumes: readonly Volume[]): string {
  const told = fold(volumes).map(({ account, calls, usual }) => {
    const usually = usual === null ? '' : ` (usually ${figure(Math.round(usual))})`;
    return `${escaped(account, 60)} ${figure(calls)}${usually}`;
  });
  return `Calls: ${told.join(', ')}`;
}

/** The accounts with the most calls, and all others together. */
function fold(volumes: readonly Volume[]): Volume[] {
  const ranked = [...volumes].sort((one, other) => other.calls - one.calls);
  if (ranked.length <= maxSegments) return ranked;
  const rest = ranked.slice(maxSegments - 1);
  return [
    ...ranked.slice(0, maxSegments - 1),
    {
      account: `${rest.length} others`,
      calls: rest.reduce((sum, { calls }) => sum + calls, 0),
      usual: rest.some(({ usual }) => usual !== null) ? rest.reduce((sum, { usual }) => sum + (usual ?? 0), 0) : null,
    },
  ];
}

/** Slack wants every point to have a name of its own. */
function distinct(labels: readonly string[]): string[] {
  return labels.map((label, at) =>
    labels.indexOf(label) === at ? label : `${plain(label, longest - 4)} ${at + 1}`.slice(0, longest),
  );
}
