import type { Channel } from '../../api.ts';

/** What stands at the beginning of a channel. */
export function Welcome({ channel: { name, topic, directWith } }: { channel: Channel }) {
  return (
    <section className="welcome">
      <h2>{directWith === null ? `#${name}` : 'You and Trail'}</h2>
      <p>
        {topic}. Trail is the real bot; its records are made up: a month of a company with two accounts. Type{' '}
        <code>/trail who DeleteBucket</code> or <code>@trail what did jdoe do yesterday?</code>, or press an example.
      </p>
    </section>
  );
}
