/** How one attempt of an action ends; `Waiting` stays InProgress until somebody decides. */
export type Ending =
  | { status: 'Succeeded'; summary?: string; by?: string; outputVariables?: Record<string, string> }
  | {
      status: 'Failed';
      code?: string;
      message?: string;
      summary?: string;
      url?: string;
      by?: string;
      /** What a build or its commands printed, line by line; lines of one's own stand for the usual ones. */
      log?: string[];
      /** Of a CodeBuild action with `BatchEnabled`: the builds of its batch that failed, by their names there. */
      failedBuilds?: string[];
    }
  | { status: 'Abandoned'; reason: string }
  | { status: 'Waiting' };

export type FinalEnding = Exclude<Ending, { status: 'Waiting' }>;
