import { useSurface } from '../blocks/surface.ts';
import { useConfirm } from './confirm.tsx';
import type { ElementOf, Standing } from './element-types.ts';

interface Props {
  element: ElementOf<'button'>;
  standing: Standing;
}

export function ButtonElement({ element, standing }: Props) {
  const { act } = useSurface();
  const { question, confirmed } = useConfirm(element.confirm);
  const press = () => confirmed(() => act(standing.block, element.action_id ?? '', {}));
  const { text, style = 'default', url, accessibility_label } = element;
  return (
    <>
      {url === undefined ? (
        <button type="button" className={`button ${style}`} aria-label={accessibility_label} onClick={press}>
          {text.text}
        </button>
      ) : (
        <a className={`button ${style}`} href={url} target="_blank" rel="noreferrer" onClick={press}>
          {text.text}
        </a>
      )}
      {question}
    </>
  );
}
