import type { PipelinePattern } from './pipeline-patterns.js';

/** Who may act, as the settings say. */
export interface ActingRules {
  /** User groups (S…) and people (U…, W…) by pipeline. */
  operators: PipelinePattern[];
  /** `refuse`: whoever wrote or started what would go out can't approve it. */
  selfApproval: 'allow' | 'refuse';
  /** How many different people must approve, by pipeline; 1 where nothing is said. */
  approvalsNeeded: PipelinePattern[];
}
