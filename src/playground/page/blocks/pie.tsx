interface Props {
  segments: readonly { label: string; value: number }[];
  title: string;
}

const radius = 15.915;

/** A ring whose parts are as long as their values. */
export function Pie({ segments, title }: Props) {
  const total = segments.reduce((sum, { value }) => sum + value, 0);
  let begun = 0;
  return (
    <svg className="pie" viewBox="0 0 42 42" role="img" aria-label={title}>
      {segments.map(({ label, value }, index) => {
        const share = (value / total) * 100;
        const offset = 25 - begun;
        begun += share;
        return (
          <circle
            key={label}
            className={`ring series-${index % 6}`}
            cx="21"
            cy="21"
            r={radius}
            strokeDasharray={`${share} ${100 - share}`}
            strokeDashoffset={offset}
          >
            <title>{`${label}: ${value}`}</title>
          </circle>
        );
      })}
    </svg>
  );
}
