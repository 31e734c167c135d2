import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { COMMAND } from '../src/views/ask.js';
import { type Manifest, manifestShape } from './manifest-shape.js';
import { readProjectFile, readSources, type SourceFile } from './source-files.js';

const text = readProjectFile('manifest.yml');
const manifest = manifestShape.parse(parse(text));
const scopes = manifest.oauth_config.scopes.bot;

/** The bot scopes that each Web API method takes (docs.slack.dev/reference/methods), for the conversations we use. */
const SCOPES: Record<string, string[]> = {
  'auth.test': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'conversations.info': ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'files.uploadV2': ['files:write'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users': ['usergroups:read'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.push': [],
  'views.update': [],
};

const NAMESPACES = 'auth|chat|conversations|files|usergroups|users|views';

/** Methods that are called on a client, named for a call, or chosen from (`client.conversations[method]`). */
function methodsIn(files: SourceFile[]): string[] {
  const written = new RegExp(`(?:\\bclient\\.|['"\`])((?:${NAMESPACES})\\.[A-Za-z0-9]+)\\b`, 'g');
  const chosen = new RegExp(`\\bclient\\.(${NAMESPACES})\\[`, 'g');
  const found = files.flatMap(({ code }) => {
    const spaces = [...code.matchAll(chosen)].map(([, space = '']) => space);
    const choices = Object.keys(SCOPES).filter((method) => {
      const [space = '', name = ''] = method.split('.');
      return spaces.includes(space) && code.includes(`'${name}'`);
    });
    return [...choices, ...[...code.matchAll(written)].map(([, method = '']) => method)];
  });
  return [...new Set(found)].sort();
}

const methods = methodsIn(readSources('src'));

/** The table's rows by what their first cell names. */
function rowsOf(markdown: string, heading: string): Map<string, string[]> {
  const section = markdown.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return new Map(
    section
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .map(([, first = '', ...rest]) => [first.replaceAll('`', ''), rest]),
  );
}

/** The manifest for HTTP, made as the file itself says. */
function forHttp(): Manifest {
  const lines = text.replaceAll('# HTTP: ', '').replace('socket_mode_enabled: true', 'socket_mode_enabled: false');
  return manifestShape.parse(parse(lines));
}

describe('manifest.yml', () => {
  test('is the app of this program', () => {
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual([COMMAND]);
    expect(new Set(scopes).size).toBe(scopes.length);
    expect(scopes).toEqual([...scopes].sort());
  });

  test('is for Socket Mode, without addresses', () => {
    expect(manifest.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(manifest)).not.toContain('https:');
  });

  test('becomes one for HTTP by the lines it marks: commands, clicks and the picker have an address', () => {
    const { features, settings } = forHttp();
    const address = 'https://bot.example.com/slack/events';
    expect(settings).toMatchObject({
      socket_mode_enabled: false,
      interactivity: { request_url: address, message_menu_options_url: address },
    });
    expect(features.slash_commands).toMatchObject([{ url: address }]);
  });

  test.each([
    ['a key that Slack does not know', { ...manifest, feature: {} }],
    ['a name that is too long', { ...manifest, display_information: { name: 'x'.repeat(36) } }],
    ['a scope that is none', { ...manifest, oauth_config: { scopes: { bot: ['chat write'] } } }],
  ])('the check refuses %s', (_, wrong) => {
    expect(manifestShape.safeParse(wrong).success).toBe(false);
  });
});

describe('scopes', () => {
  test('are those of the methods that src/ calls, and no more', () => {
    const unknown = methods.filter((method) => !SCOPES[method]);
    expect(unknown).toEqual([]);
    const needed = new Set(['commands', ...methods.flatMap((method) => SCOPES[method] ?? [])]);
    // Slack gives users:read.email only together with users:read.
    if (needed.has('users:read.email')) needed.add('users:read');
    expect(scopes).toEqual([...needed].sort());
  });

  test('a call of any form is found', () => {
    const code = "await client.chat.postMessage(message); call('views.open', send); client.apiCall('users.info', {});";
    expect(methodsIn([{ path: 'src/x.ts', code }])).toEqual(['chat.postMessage', 'users.info', 'views.open']);
    const choosing = "const read = (method: 'history' | 'replies') => client.conversations[method](asked);";
    const chosen = ['conversations.history', 'conversations.replies'];
    expect(methodsIn([{ path: 'src/x.ts', code: choosing }])).toEqual(chosen);
  });

  test('each has a row in docs/permissions.md that names its methods', () => {
    const rows = rowsOf(readProjectFile('docs/permissions.md'), 'Slack');
    expect([...rows.keys()].sort()).toEqual(scopes);
    for (const [scope, [named = '', why = '']] of rows) {
      const needing = methods.filter((method) => SCOPES[method]?.includes(scope));
      expect([scope, [...named.matchAll(/`([a-z]+\.\w+)[\w.]*`/g)].map(([, method]) => method).sort()]).toEqual([
        scope,
        needing,
      ]);
      expect(why.length).toBeGreaterThan(20);
    }
  });
});
