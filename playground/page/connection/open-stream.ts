import type { ServerEvent } from '../../slack/protocol.js';

const RETRY_MS = 1000;

interface Listener {
  onEvent(event: ServerEvent): void;
  onConnected(connected: boolean): void;
}

/** Reads the server's events while the page is open; a new connection starts with a snapshot. */
export function openStream(listener: Listener): void {
  const source = new EventSource('/ui/events');
  source.onmessage = ({ data }) => listener.onEvent(JSON.parse(data));
  source.onopen = () => listener.onConnected(true);
  source.onerror = () => {
    listener.onConnected(false);
    // Browsers reconnect after a broken stream, but not after an invalid answer.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => openStream(listener), RETRY_MS);
  };
}
