import type { PipelinePattern } from './pipeline-patterns.js';

export interface ActingRules {
  operators: PipelinePattern[]; // user groups (S…) and people (U…, W…) who may act, by pipeline
  selfApproval: 'allow' | 'refuse'; // `refuse`: people can't approve what they wrote or started
  approvalsNeeded: PipelinePattern[]; // different people who must approve, by pipeline; 1 by default
}
