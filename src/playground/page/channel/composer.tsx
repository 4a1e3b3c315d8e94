import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useDesk } from '../state/desk.ts';
import { Completions } from './completions.tsx';
import { useCompletions } from './use-completions.ts';

interface Props {
  channel: string;
  thread: string | null;
  label: string;
}

/** Where messages and commands are typed; Enter sends, Shift+Enter breaks the line. */
export function Composer({ channel, thread, label }: Props) {
  const { me, ask } = useDesk();
  const list = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const { options, active, setActive, close, picked } = useCompletions(text);
  const open = options.length > 0;

  const send = () => {
    if (text.trim() === '') return;
    close();
    setText('');
    void ask('say', { person: me.id, channel, thread, text });
  };
  const pick = (index: number) => {
    setText(picked(index));
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, shiftKey } = event;
    const isComplete = open && picked(active).trim() === text.trim();
    const acts: Record<string, (() => void) | undefined> = {
      Enter: shiftKey ? undefined : open && active >= 0 && !isComplete ? () => pick(active) : send,
      Tab: open ? () => pick(Math.max(active, 0)) : undefined,
      Escape: open ? close : undefined,
      ArrowDown: open ? () => setActive(Math.min(active + 1, options.length - 1)) : undefined,
      ArrowUp: open ? () => setActive(Math.max(active - 1, 0)) : undefined,
    };
    const act = acts[key];
    if (act === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    act();
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Completions id={list} options={options} active={active} onPick={pick} />
      <textarea
        ref={field}
        rows={Math.min(6, text.split('\n').length)}
        // biome-ignore lint/a11y/noAutofocus: a chat begins with typing
        autoFocus={thread === null}
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && active >= 0 ? `${list}-${active}` : undefined}
        placeholder={thread === null ? `${label} · try /trail who DeleteBucket` : 'Reply · @trail only errors'}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" aria-label="Send" disabled={text.trim() === ''}>
        ➤
      </button>
    </form>
  );
}
