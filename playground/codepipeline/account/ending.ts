/** How an attempt ends; `Waiting` stays InProgress until someone decides. */
export type Ending =
  | { status: 'Succeeded'; summary?: string; by?: string; outputVariables?: Record<string, string> }
  | {
      status: 'Failed';
      code?: string;
      message?: string;
      summary?: string;
      url?: string;
      by?: string;
      /** Lines of a build's or command's output, in place of the usual ones. */
      log?: string[];
      /** For a CodeBuild action with `BatchEnabled`: names of its failed builds. */
      failedBuilds?: string[];
    }
  | { status: 'Abandoned'; reason: string }
  | { status: 'Waiting' };

export type FinalEnding = Exclude<Ending, { status: 'Waiting' }>;
