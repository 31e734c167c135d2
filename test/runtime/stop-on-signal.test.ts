import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';

/** Runs lines of a program that says what it is told; resolves with its words and exit code. */
async function run(lines: string): Promise<{ said: string[]; code: number }> {
  const program = `
    import { stopOnSignal } from './src/runtime/stop-on-signal.ts';
    const say = (word) => process.stdout.write(word + '\\n');
    let stop = async (because) => say('stopping because of ' + because);
    const ending = { stop: (because) => stop(because), onRejection: (reason) => say('rejected: ' + reason), onException: (error) => say('thrown: ' + error) };
    stopOnSignal(ending);
    const life = setInterval(() => {}, 1000);
    ${lines}`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { said: said.trim().split('\n'), code };
}

test('an unhandled rejection is logged, and the process goes on until it is asked to stop', async () => {
  const { said, code } = await run(`
    Promise.reject('one');
    setTimeout(() => Promise.reject('two'));
    setTimeout(() => process.kill(process.pid, 'SIGTERM'), 50);`);
  expect(said).toEqual(['rejected: one', 'rejected: two', 'stopping because of SIGTERM']);
  expect(code).toBe(0);
});

test('an uncaught exception stops the process, gently and with 1', async () => {
  const { said, code } = await run(`setTimeout(() => { throw 'something'; });`);
  expect(said).toEqual(['thrown: something', 'stopping because of uncaughtException']);
  expect(code).toBe(1);
});

test('a rejection while it stops changes nothing, nor does a second signal', async () => {
  const { said, code } = await run(`
    stop = async () => {
      say('stopping');
      Promise.reject('late');
      process.kill(process.pid, 'SIGINT');
      await new Promise((resolve) => setTimeout(resolve, 100));
      say('stopped');
    };
    process.kill(process.pid, 'SIGTERM');`);
  expect(said).toEqual(['stopping', 'rejected: late', 'stopped']);
  expect(code).toBe(0);
});

test('a stop that fails ends the process with 1', async () => {
  const { said, code } = await run(`
    stop = async () => { throw 'no'; };
    process.kill(process.pid, 'SIGTERM');`);
  expect(said).toEqual(['thrown: no']);
  expect(code).toBe(1);
});
