export interface Event {
  source: string;
  'detail-type': string;
  detail: { state: string; type?: { category: string } };
}
/** The form of our rule's event pattern. */
export interface Pattern {
  source: string[];
  $or: { 'detail-type': string[]; detail: { state: string[]; type?: { category: string[] } } }[];
}

const STATES = [
  'STARTED',
  'RESUMED',
  'SUCCEEDED',
  'FAILED',
  'CANCELED',
  'STOPPING',
  'STOPPED',
  'SUPERSEDED',
  'ABANDONED',
];

/** Each state of each of CodePipeline's detail-types, and what CloudTrail tells under the same source. */
export const EVENTS = ['Pipeline Execution', 'Stage Execution', 'Action Execution', 'API Call via CloudTrail']
  .map((what) => (what.endsWith('Execution') ? `CodePipeline ${what} State Change` : `AWS ${what}`))
  .flatMap((type) =>
    STATES.flatMap((state) => {
      const categories = type.includes('Action') ? ['Approval', 'Build'] : [undefined];
      return categories.map((category) => eventOf(type, state, category));
    }),
  );

function eventOf(type: string, state: string, category: string | undefined): Event {
  const id = '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d';
  const action = { stage: 'Prod', action: 'Approve', 'action-execution-id': id };
  const detail = {
    pipeline: 'checkout',
    'execution-id': id,
    state,
    ...(category && { ...action, type: { category } }),
  };
  const envelope = { region: 'eu-west-1', time: '2026-01-24T22:03:07Z', source: 'aws.codepipeline' };
  return { ...envelope, 'detail-type': type, detail };
}

/** Whether EventBridge lets an event through, as far as our pattern goes. */
export const fits = ({ source, $or }: Pattern, event: Event): boolean =>
  source.includes(event.source) &&
  $or.some(
    ({ 'detail-type': types, detail }) =>
      types.includes(event['detail-type']) &&
      detail.state.includes(event.detail.state) &&
      (!detail.type || detail.type.category.includes(event.detail.type?.category ?? '')),
  );
