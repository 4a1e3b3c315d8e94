import { useDesk } from '../state/desk.ts';
import trail from '../style/trail.svg';

/** The picture beside a name: Trail's own, Slackbot's, or a person's initials. */
export function Avatar({ author, small = false }: { author: string | null; small?: boolean }) {
  const { workspace } = useDesk();
  const size = small ? 'avatar small' : 'avatar';
  if (author === null) return <img className={size} src={trail} alt="" />;
  const index = workspace.people.findIndex(({ id }) => id === author);
  if (index === -1)
    return (
      <span className={`${size} slackbot`} aria-hidden="true">
        S
      </span>
    );
  const initials = workspace.people[index]?.fullName.split(' ').map((word) => word.charAt(0));
  return (
    <span className={`${size} tint-${index}`} aria-hidden="true">
      {initials}
    </span>
  );
}
