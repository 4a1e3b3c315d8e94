import type { ShownMessage } from '../../api.ts';

/** A shared file, to be downloaded. */
export function FileCard({ file: { id, name, title, size } }: { file: ShownMessage['files'][number] }) {
  return (
    <a className="file" href={`/files/${id}`} download={name}>
      <span className="file-type" aria-hidden="true">
        {name.split('.').at(-1)}
      </span>
      <span>
        <strong>{title}</strong>
        <small>{sizeOf(size)} · Download</small>
      </span>
    </a>
  );
}

function sizeOf(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
