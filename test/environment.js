import { setImmediate as turn } from 'node:timers/promises';
import { TestEnvironment } from 'jest-environment-node';

/** Fails a file during which the process warned, such as of a leak of listeners. Jest itself runs on an experiment of Node's. */
export default class QuietEnvironment extends TestEnvironment {
  #warnings = [];
  #note = (warning) => {
    if (warning.name !== 'ExperimentalWarning') this.#warnings.push(String(warning.stack));
  };

  async setup() {
    await super.setup();
    process.on('warning', this.#note);
  }

  async teardown() {
    // Warnings are told a turn after what caused them.
    await turn();
    process.off('warning', this.#note);
    await super.teardown();
    if (this.#warnings.length > 0) throw new Error(`The process warned:\n${this.#warnings.join('\n')}`);
  }
}
