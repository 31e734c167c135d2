import { openStream } from './connection/open-stream.js';
import { createStore } from './connection/store.js';
import { keepTimesFresh } from './dom/time-element.js';
import { startTooltips } from './dom/tooltips.js';
import { conversation } from './parts/conversation.js';
import { inspector } from './parts/inspector.js';
import { modal } from './parts/modal.js';
import { notices } from './parts/notices.js';
import { showPane } from './parts/panes.js';
import { sidebar } from './parts/sidebar.js';
import { tabBar } from './parts/tab-bar.js';

const store = createStore();
document.body.append(sidebar(store), conversation(store), inspector(store), tabBar(), notices(store), modal(store));
showPane('messages');
startTooltips();
keepTimesFresh();
openStream({ onEvent: store.apply, onConnected: store.setConnected });
