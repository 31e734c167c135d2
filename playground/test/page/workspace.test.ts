import { expect, test } from '@jest/globals';
import { applyEvent, emptyWorkspace } from '../../page/connection/workspace.js';
import { DEPLOYS, exchange, ME, message, snapshot } from './fixtures/workspace.js';

function connected() {
  const workspace = emptyWorkspace();
  applyEvent(workspace, snapshot());
  const shown = () => [...(workspace.messages.get(DEPLOYS)?.values() ?? [])].map(({ text }) => text);
  return { workspace, shown };
}

test('a message with a known ts replaces the one before, in its place', () => {
  const { workspace, shown } = connected();
  const [first, second] = [message({ text: 'first' }), message({ text: 'second' })];
  for (const one of [first, second, { ...first, text: 'first, edited' }])
    applyEvent(workspace, { type: 'message', message: one });
  expect(shown()).toEqual(['first, edited', 'second']);
});

test('a deleted message is gone', () => {
  const { workspace, shown } = connected();
  const { ts } = message();
  applyEvent(workspace, { type: 'message', message: message({ ts }) });
  applyEvent(workspace, { type: 'message-deleted', channel: DEPLOYS, ts });
  expect(shown()).toEqual([]);
});

test('another person’s ephemeral message is not taken', () => {
  const { workspace, shown } = connected();
  applyEvent(workspace, { type: 'message', message: message({ visibleTo: 'U0G9QF9C6' }) });
  expect(shown()).toEqual([]);
});

test('a new snapshot keeps one’s own ephemeral messages and forgets what the server has forgotten', () => {
  const { workspace, shown } = connected();
  applyEvent(workspace, { type: 'message', message: message({ text: 'for me', visibleTo: ME }) });
  applyEvent(workspace, { type: 'message', message: message({ text: 'for all' }) });
  applyEvent(workspace, snapshot({ messages: [message({ text: 'new' })] }));
  expect(shown()).toEqual(['for me', 'new']);
});

test('exchanges are newest first, and no more than the server keeps', () => {
  const workspace = emptyWorkspace();
  applyEvent(workspace, snapshot({ exchanges: [exchange({ id: '1', at: 1 }), exchange({ id: '2', at: 2 })] }));
  for (let id = 3; id <= 250; id++) applyEvent(workspace, { type: 'exchange', exchange: exchange({ id: String(id) }) });
  expect(workspace.exchanges).toHaveLength(200);
  expect(workspace.exchanges[0]?.id).toBe('250');
});
