import { Avatar } from './channel/avatar.tsx';
import { useDesk } from './state/desk.ts';

/** The workspace: who asks, and where. */
export function Sidebar() {
  const { workspace, me, place, become, goTo } = useDesk();
  const rooms = workspace.channels.filter(({ directWith }) => directWith === null);
  const direct = workspace.channels.find(({ directWith }) => directWith === me.id);
  const current = (id: string) => (place === id ? 'page' : undefined);
  return (
    <nav className="sidebar" aria-label="Workspace">
      <header>
        <strong>{workspace.team}</strong>
        <span>Playground · sample records</span>
      </header>
      <h2>Channels</h2>
      <ul>
        {rooms.map(({ id, name }) => (
          <li key={id}>
            <button type="button" aria-current={current(id)} onClick={() => goTo(id)}>
              <span className="sign">#</span>
              {name}
            </button>
          </li>
        ))}
      </ul>
      <h2>Apps</h2>
      <ul>
        {direct && (
          <li>
            <button type="button" aria-current={current(direct.id)} onClick={() => goTo(direct.id)}>
              <Avatar author={null} small />
              Trail
            </button>
          </li>
        )}
        <li>
          <button type="button" aria-current={current('home')} onClick={() => goTo('home')}>
            <span className="sign">⌂</span>
            Trail’s Home
          </button>
        </li>
      </ul>
      <fieldset className="askers">
        <legend>Ask as</legend>
        {workspace.people.map((person) => (
          <label key={person.id} className="asker">
            <input
              type="radio"
              name="asker"
              checked={person.id === me.id}
              onChange={() => {
                become(person.id);
                if (place.startsWith('D')) goTo(`D${person.id.slice(1)}`);
              }}
            />
            <Avatar author={person.id} small />
            <span>
              {person.fullName}
              <small>{person.role}</small>
            </span>
          </label>
        ))}
      </fieldset>
    </nav>
  );
}
