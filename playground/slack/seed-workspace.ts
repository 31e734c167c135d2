import type { StoredChannel, StoredUser, Team, WorkspaceSeed } from './workspace-state.js';

export const TEAM: Team = { id: 'T024BE7LD', name: 'Acme', domain: 'acme' };
/** The other company of the shared channel. */
const PARTNER_TEAM_ID = 'T9TK3CUKW';
export const APP_ID = 'A05PA7B0TXX';
export const BOT_ID = 'B05PA7B0TXX';

/** The user, a colleague, a person of another company, and the bot. */
export const PEOPLE = {
  me: 'U061F7AUR',
  colleague: 'U0G9QF9C6',
  outsider: 'U7PARTNER1',
  bot: 'U05PA7B0TXX',
} as const;

/** The bot is in all of them but `general`. */
export const CHANNELS = {
  deploys: 'C024BE91L',
  general: 'C061EG9SL',
  random: 'C0RND8K2X',
  releases: 'C0PRV7T4M',
  direct: 'D024BFF1M',
  shared: 'C0SHR5N9Q',
} as const;

export const USER_GROUP = {
  id: 'S0614TZR7',
  handle: 'deployers',
  name: 'Deployers',
  users: [PEOPLE.me, PEOPLE.colleague] as string[],
};

export const seedWorkspace = (): WorkspaceSeed => ({ users: seedUsers(), channels: seedChannels() });

function seedUsers(): StoredUser[] {
  const person = (id: string, name: string, realName: string, teamId = TEAM.id): StoredUser => ({
    id,
    name,
    realName,
    teamId,
    isBot: false,
    email: `${name}@${teamId === TEAM.id ? 'acme' : 'partner'}.example`,
  });
  return [
    person(PEOPLE.me, 'ada', 'Ada Lovelace'),
    person(PEOPLE.colleague, 'grace', 'Grace Hopper'),
    person(PEOPLE.outsider, 'olga', 'Olga Partner', PARTNER_TEAM_ID),
    { id: PEOPLE.bot, name: 'pipeline-actions', realName: 'Pipeline Actions', teamId: TEAM.id, isBot: true },
  ];
}

function seedChannels(): StoredChannel[] {
  const { me, colleague, outsider } = PEOPLE;
  const channel = (id: string, name: string, change: Partial<StoredChannel> = {}): StoredChannel => ({
    id,
    name,
    kind: 'public',
    isShared: false,
    hasBot: true,
    isArchived: false,
    members: [me, colleague],
    ...change,
  });
  return [
    channel(CHANNELS.deploys, 'deploys'),
    channel(CHANNELS.general, 'general', { hasBot: false }),
    channel(CHANNELS.random, 'random'),
    channel(CHANNELS.releases, 'releases', { kind: 'private' }),
    channel(CHANNELS.shared, 'partner-deploys', { isShared: true, members: [me, colleague, outsider] }),
    channel(CHANNELS.direct, 'pipeline-actions', { kind: 'direct', members: [me] }),
  ];
}
