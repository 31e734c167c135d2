import { spawn } from 'node:child_process';

/** Facts that tell whether there is a browser to open. */
export interface Surroundings {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  /** Whether a person reads the output. */
  isTerminal: boolean;
}

/** Opens a page in a browser where there is one; the caller prints the address anyway. @returns whether it tried to. */
export function openBrowser(url: string, surroundings: Surroundings): boolean {
  const [command, ...args] = browserCommand(surroundings);
  if (command === undefined) return false;
  const opening = spawn(command, [...args, url], { env: surroundings.env, stdio: 'ignore', detached: true });
  opening.on('error', () => {});
  opening.unref();
  return true;
}

function browserCommand({ platform, env, isTerminal }: Surroundings): string[] {
  if (!isTerminal || env.CI || env.BROWSER === 'none') return [];
  if (platform === 'darwin') return ['open'];
  // `start` takes its first quoted argument for the window's title.
  if (platform === 'win32') return ['cmd', '/c', 'start', ''];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open'] : [];
}
