import type { ServerEvent } from '../../slack/protocol.js';

export type Command = Extract<ServerEvent, { type: 'snapshot' }>['commands'][number];

/** The commands whose name the text begins to type, and the one whose name it has typed already, with text to follow. */
export function matchCommands(commands: Command[], text: string): { matches: Command[]; typed: Command | undefined } {
  return {
    matches: /^\/\S*$/.test(text) ? commands.filter(({ command }) => command.startsWith(text)) : [],
    typed: commands.find(({ command }) => text.startsWith(`${command} `)),
  };
}
