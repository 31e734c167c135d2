import type { Message, User } from '../../slack/protocol.js';

export function authorOf(message: Message, users: Map<string, User>): { id: string; name: string; isApp: boolean } {
  if (message.fromSlackbot) return { id: 'USLACKBOT', name: 'Slackbot', isApp: false };
  const user = users.get(message.user);
  return { id: message.user, name: user?.realName || user?.name || message.user, isApp: user?.isBot ?? false };
}
