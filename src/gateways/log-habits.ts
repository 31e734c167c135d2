import type { Build, LogPlace } from '../domain/build.js';
import { createLatestFew } from './latest-few.js';

/** Projects remembered. */
const MOST_KEPT = 1000;

/** Where a project's builds log to, apart from what is a build's own. */
interface Habit {
  group: string;
  beforeUuid: string;
  afterUuid: string;
}

/**
 * Remembers where the builds of each project had their logs, in CodeBuild's own words: a project hardly ever changes it,
 * so the next build's log can be asked for before CodeBuild is. Names are never made up: they vary.
 */
export function createLogHabits() {
  const habits = createLatestFew<Habit>(MOST_KEPT);
  return {
    /** @param id `project:uuid`. */
    learn({ id = '', log }: Build, region: string): void {
      const { project, uuid } = partsOf(id);
      const at = uuid && log ? log.stream.indexOf(uuid) : -1;
      const key = `${region} ${project}`;
      if (!uuid || !log || at < 0) {
        habits.forget(key);
        return;
      }
      const [beforeUuid, afterUuid] = [log.stream.slice(0, at), log.stream.slice(at + uuid.length)];
      habits.keep(key, { group: log.group, beforeUuid, afterUuid });
    },
    /** Where the log of a build most likely lies; undefined when no build of its project is known. */
    likely(id: string, region: string): LogPlace | undefined {
      const { project, uuid } = partsOf(id);
      const habit = habits.get(`${region} ${project}`);
      return habit && uuid ? { group: habit.group, stream: `${habit.beforeUuid}${uuid}${habit.afterUuid}` } : undefined;
    },
  };
}

function partsOf(id: string): { project: string; uuid: string } {
  const [project = '', uuid = ''] = id.split(':');
  return { project, uuid };
}
