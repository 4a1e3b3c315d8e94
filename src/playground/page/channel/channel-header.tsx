import { useDesk } from '../state/desk.ts';

const themes = [
  { name: 'auto', label: 'System', sign: '◐' },
  { name: 'light', label: 'Light', sign: '☀' },
  { name: 'dark', label: 'Dark', sign: '☾' },
];

/** Where one is, and what can be shown beside it. */
export function ChannelHeader({ title, topic }: { title: string; topic: string }) {
  const { panel, thread, theme, setTheme, show, openThread } = useDesk();
  const at = themes.findIndex(({ name }) => name === theme);
  const next = themes[(at + 1) % themes.length];
  const toggle = (wanted: 'examples' | 'payloads') => {
    show(panel === wanted && thread === null ? 'none' : wanted);
    openThread(null);
  };
  return (
    <header className="place-header">
      <h1>{title}</h1>
      <p>{topic}</p>
      <div className="tools">
        <button type="button" aria-pressed={panel === 'examples' && thread === null} onClick={() => toggle('examples')}>
          Examples
        </button>
        <button type="button" aria-pressed={panel === 'payloads' && thread === null} onClick={() => toggle('payloads')}>
          Payloads
        </button>
        <button
          type="button"
          className="theme"
          aria-label={`Theme: ${themes[at]?.label ?? 'System'}`}
          title={`Theme: ${themes[at]?.label ?? 'System'}`}
          onClick={() => setTheme(next?.name ?? 'auto')}
        >
          {themes[at]?.sign ?? '◐'}
        </button>
      </div>
    </header>
  );
}
