import { Fragment } from 'react';

/** JSON, its keys and values told apart. */
export function Json({ value }: { value: unknown }) {
  const text = JSON.stringify(value, null, 2) ?? 'null';
  const parts = text.split(/("(?:[^"\\]|\\.)*"(?:\s*:)?)/);
  return (
    <pre className="json" tabIndex={0}>
      {parts.map((part, index) => (
        <Fragment key={index}>
          {index % 2 === 0 ? part : <span className={part.endsWith(':') ? 'key' : 'value'}>{part}</span>}
        </Fragment>
      ))}
    </pre>
  );
}
