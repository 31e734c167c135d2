import { spawn } from 'node:child_process';

/** Where this program runs, as far as it tells whether there is a browser to open. */
export interface Surroundings {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  /** Whether a person reads what is printed. */
  isTerminal: boolean;
}

/**
 * Opens a page in the person's browser where there is one; whatever goes wrong, the address is printed anyway.
 * @returns Whether a browser was asked to.
 */
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
  // The empty word is the title of a window, which `start` would take the address for.
  if (platform === 'win32') return ['cmd', '/c', 'start', ''];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open'] : [];
}
