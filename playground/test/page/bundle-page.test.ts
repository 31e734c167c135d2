import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { snapshot } from './fixtures/workspace.js';
import { type PageServer, startPageServer } from './start-page-server.js';

let server: PageServer;
beforeAll(async () => {
  server = await startPageServer(() => snapshot());
});
afterAll(() => server.close());

test.each([
  ['/', 'text/html; charset=utf-8', '<!doctype html>'],
  ['/?from=a-bookmark', 'text/html; charset=utf-8', '<!doctype html>'],
  ['/app.js', 'text/javascript; charset=utf-8', 'EventSource'],
  ['/app.css', 'text/css; charset=utf-8', ':root'],
])('%s is served as %s', async (path, type, part) => {
  const response = await fetch(server.url + path);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe(type);
  expect(await response.text()).toContain(part);
});

test('only the page’s own scripts may run', async () => {
  const policy = (await fetch(server.url)).headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toContain('unsafe');
});

test('other paths are left to the server', async () => {
  const response = await fetch(`${server.url}/ui/command`, { method: 'POST', body: '{"channel":"C1","text":"/x"}' });
  expect(await response.json()).toEqual({ ok: true });
  expect(await server.next('command')).toEqual({ channel: 'C1', text: '/x' });
});
