import './style/tokens.css';
import './style/layout.css';
import './style/message.css';
import './style/blocks.css';
import './style/elements.css';
import './style/panel.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connect } from './state/connection.ts';
import { createStore } from './state/store.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const store = createStore();
connect(store);
createRoot(root).render(<App store={store} />);
