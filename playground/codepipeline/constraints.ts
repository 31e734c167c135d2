/** A shape of a service model. A pattern must match the whole value. */
export type Shape =
  | { type: 'string'; min?: number; max?: number; pattern?: string; values?: readonly string[] }
  | { type: 'integer'; min?: number; max?: number }
  | { type: 'boolean' }
  | { type: 'list'; min?: number; max?: number; member: Shape }
  | { type: 'structure'; required?: readonly string[]; members: Record<string, Shape> };

const name = { type: 'string', min: 1, max: 100, pattern: '[A-Za-z0-9.@\\-_]+' } as const satisfies Shape;
const executionId = {
  type: 'string',
  pattern: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
} as const satisfies Shape;
const transitionType = { type: 'string', values: ['Inbound', 'Outbound'] } as const satisfies Shape;
const nextToken = { type: 'string', min: 1, max: 2048 } as const satisfies Shape;
const executionFilter = {
  type: 'structure',
  members: {
    pipelineExecutionId: executionId,
    latestInPipelineExecution: {
      type: 'structure',
      required: ['pipelineExecutionId', 'startTimeRange'],
      members: {
        pipelineExecutionId: executionId,
        // In the service's order (recorded).
        startTimeRange: { type: 'string', values: ['All', 'Latest'] },
      },
    },
  },
} as const satisfies Shape;

/** Inputs as the service models state them: CodePipeline 2015-07-09, CodeBuild 2016-10-06, CloudWatch Logs 2014-03-28. */
export const inputs = {
  ListActionExecutions: {
    type: 'structure',
    required: ['pipelineName'],
    members: {
      pipelineName: name,
      filter: executionFilter,
      maxResults: { type: 'integer', min: 1, max: 100 },
      nextToken,
    },
  },
  ListPipelines: {
    type: 'structure',
    members: { nextToken, maxResults: { type: 'integer', min: 1, max: 1000 } },
  },
  GetPipeline: { type: 'structure', required: ['name'], members: { name, version: { type: 'integer', min: 1 } } },
  GetPipelineState: { type: 'structure', required: ['name'], members: { name } },
  GetPipelineExecution: {
    type: 'structure',
    required: ['pipelineName', 'pipelineExecutionId'],
    members: { pipelineName: name, pipelineExecutionId: executionId },
  },
  ListPipelineExecutions: {
    type: 'structure',
    required: ['pipelineName'],
    members: {
      pipelineName: name,
      maxResults: { type: 'integer', min: 1, max: 100 },
      filter: {
        type: 'structure',
        members: { succeededInStage: { type: 'structure', members: { stageName: name } } },
      },
      nextToken,
    },
  },
  PutApprovalResult: {
    type: 'structure',
    required: ['pipelineName', 'stageName', 'actionName', 'result', 'token'],
    members: {
      pipelineName: name,
      stageName: name,
      actionName: name,
      result: {
        type: 'structure',
        required: ['summary', 'status'],
        members: {
          summary: { type: 'string', min: 0, max: 512 },
          status: { type: 'string', values: ['Approved', 'Rejected'] },
        },
      },
      token: executionId,
    },
  },
  RetryStageExecution: {
    type: 'structure',
    required: ['pipelineName', 'stageName', 'pipelineExecutionId', 'retryMode'],
    members: {
      pipelineName: name,
      stageName: name,
      pipelineExecutionId: executionId,
      retryMode: { type: 'string', values: ['FAILED_ACTIONS', 'ALL_ACTIONS'] },
    },
  },
  StopPipelineExecution: {
    type: 'structure',
    required: ['pipelineName', 'pipelineExecutionId'],
    members: {
      pipelineName: name,
      pipelineExecutionId: executionId,
      abandon: { type: 'boolean' },
      reason: { type: 'string', max: 200 },
    },
  },
  RollbackStage: {
    type: 'structure',
    required: ['pipelineName', 'stageName', 'targetPipelineExecutionId'],
    members: { pipelineName: name, stageName: name, targetPipelineExecutionId: executionId },
  },
  EnableStageTransition: {
    type: 'structure',
    required: ['pipelineName', 'stageName', 'transitionType'],
    members: { pipelineName: name, stageName: name, transitionType },
  },
  DisableStageTransition: {
    type: 'structure',
    required: ['pipelineName', 'stageName', 'transitionType', 'reason'],
    members: {
      pipelineName: name,
      stageName: name,
      transitionType,
      reason: { type: 'string', min: 1, max: 300, pattern: '[a-zA-Z0-9!@ \\(\\)\\.\\*\\?\\-]+' },
    },
  },
  StartPipelineExecution: {
    type: 'structure',
    required: ['name'],
    members: {
      name,
      variables: {
        type: 'list',
        min: 1,
        max: 50,
        member: {
          type: 'structure',
          required: ['name', 'value'],
          members: {
            name: { type: 'string', min: 1, max: 128, pattern: '[A-Za-z0-9@\\-_]+' },
            value: { type: 'string', min: 1, max: 1000, pattern: '.*' },
          },
        },
      },
      clientRequestToken: { type: 'string', min: 1, max: 128, pattern: '^[a-zA-Z0-9-]+$' },
      sourceRevisions: {
        type: 'list',
        min: 0,
        max: 50,
        member: {
          type: 'structure',
          required: ['actionName', 'revisionType', 'revisionValue'],
          members: {
            actionName: name,
            revisionType: {
              type: 'string',
              values: ['COMMIT_ID', 'IMAGE_DIGEST', 'S3_OBJECT_VERSION_ID', 'S3_OBJECT_KEY'],
            },
            revisionValue: { type: 'string', min: 1, max: 1500 },
          },
        },
      },
    },
  },
  ListRuleExecutions: {
    type: 'structure',
    required: ['pipelineName'],
    members: {
      pipelineName: name,
      filter: executionFilter,
      maxResults: { type: 'integer', min: 1, max: 100 },
      nextToken,
    },
  },
  BatchGetBuilds: {
    type: 'structure',
    required: ['ids'],
    members: { ids: { type: 'list', min: 1, max: 100, member: { type: 'string', min: 1 } } },
  },
  BatchGetBuildBatches: {
    type: 'structure',
    required: ['ids'],
    members: { ids: { type: 'list', min: 0, max: 100, member: { type: 'string', min: 1 } } },
  },
  GetLogEvents: {
    type: 'structure',
    required: ['logStreamName'],
    members: {
      logGroupName: { type: 'string', min: 1, max: 512, pattern: '[\\.\\-_/#A-Za-z0-9]+' },
      logGroupIdentifier: { type: 'string', min: 1, max: 2048, pattern: '[\\w#+=/:,.@-]*' },
      logStreamName: { type: 'string', min: 1, max: 512, pattern: '[^:*]*' },
      startTime: { type: 'integer', min: 0 },
      endTime: { type: 'integer', min: 0 },
      nextToken: { type: 'string', min: 1 },
      limit: { type: 'integer', min: 1, max: 10000 },
      startFromHead: { type: 'boolean' },
      unmask: { type: 'boolean' },
    },
  },
} as const satisfies Record<string, Shape>;

export type Operation = keyof typeof inputs;

type ValueOf<S> = S extends { type: 'string'; values: readonly (infer V)[] }
  ? V
  : S extends { type: 'string' }
    ? string
    : S extends { type: 'integer' }
      ? number
      : S extends { type: 'boolean' }
        ? boolean
        : S extends { type: 'list'; member: infer M }
          ? ValueOf<M>[]
          : S extends { type: 'structure'; required: readonly (infer R extends string)[]; members: infer M }
            ? { [K in keyof M & R]: ValueOf<M[K]> } & { [K in Exclude<keyof M, R>]?: ValueOf<M[K]> }
            : S extends { type: 'structure'; members: infer M }
              ? { [K in keyof M]?: ValueOf<M[K]> }
              : never;

export type InputOf<O extends Operation> = ValueOf<(typeof inputs)[O]>;
