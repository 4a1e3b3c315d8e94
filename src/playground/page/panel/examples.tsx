import { useDesk } from '../state/desk.ts';

/** Questions that find something; a press asks one where one is. */
export function Examples() {
  const { workspace, me, place, goTo, ask } = useDesk();
  const press = (text: string) => {
    const channel = place === 'home' ? (workspace.channels[0]?.id ?? '') : place;
    if (channel !== place) goTo(channel);
    void ask('say', { person: me.id, channel, thread: null, text });
  };
  return (
    <ul className="examples">
      {workspace.examples.map(({ text, about }) => (
        <li key={text}>
          <button type="button" onClick={() => press(text)}>
            <code>{text}</code>
            <span>{about}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
