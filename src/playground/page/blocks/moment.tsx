import { useDesk } from '../state/desk.ts';
import { formatMoment } from './format-moment.ts';
import { Link } from './names.tsx';

interface Props {
  /** Epoch milliseconds. */
  at: number;
  format: string;
  fallback?: string | undefined;
  url?: string | undefined;
}

/** One of Slack's date tokens, in the zone of whoever reads it. */
export function Moment({ at, format, fallback, url }: Props) {
  const { me } = useDesk();
  const shown = Number.isFinite(at) ? formatMoment(format, at, me.zone, Date.now()) : (fallback ?? '');
  const time = (
    <time dateTime={Number.isFinite(at) ? new Date(at).toISOString() : undefined} title={fallback}>
      {shown}
    </time>
  );
  return url === undefined ? time : <Link url={url}>{time}</Link>;
}
