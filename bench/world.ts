import { type CodePipelineSimulator, freePort, stagesOf, startCodePipeline } from '../playground/index.js';
import { buildPrograms, type Programs } from './build-programs.js';
import { type CannedSlack, startCannedSlack } from './canned-slack.js';
import { SIGNING_SECRET } from './send-signed.js';
import { type Program, startProgram } from './start-program.js';

/** Six actions per execution: enough rows for page 1,000 at ten per page. */
export const PIPELINE = 'checkout-service';
const EXECUTIONS = 1800;

/** AWS, Slack, and the programs between them. */
export interface World {
  aws: CodePipelineSimulator;
  slack: CannedSlack;
  programs: Programs;
  /** Milliseconds added to every AWS and Slack call. */
  setLatency(ms: number): void;
  startBot(nodeOptions?: string[]): Promise<Program>;
  startBareBolt(settings?: Record<string, string>, nodeOptions?: string[]): Promise<Program>;
  startBareCalls(): Promise<Program>;
  stop(): Promise<void>;
}

export async function startWorld(): Promise<World> {
  const programs = await buildPrograms();
  const aws = await startCodePipeline({ seed: 'none', account: { region: 'eu-west-1' } });
  aws.account.addPipeline(
    { name: PIPELINE, stages: stagesOf['checkout-service'] },
    { count: EXECUTIONS, everyMinutes: [200, 280] },
  );
  const slack = await startCannedSlack();
  const env = {
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: `${slack.url}/api/`,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDBENCH',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL: aws.url,
    PIPELINE,
  };
  const serve = async (file: string, settings: Record<string, string>, nodeOptions: string[] = []) =>
    startProgram({ file, env: { ...env, ...settings }, port: await freePort(0), nodeOptions });
  return {
    aws,
    slack,
    programs,
    setLatency(ms) {
      aws.faults.latencyMs = ms;
      slack.latencyMs = ms;
    },
    startBot: (nodeOptions) => serve(programs.bot, {}, nodeOptions),
    startBareBolt: (settings = {}, nodeOptions) => serve(programs.bareBolt, settings, nodeOptions),
    startBareCalls: () => startProgram({ file: programs.bareCalls, env }),
    async stop() {
      await Promise.all([aws.stop(), slack.stop(), programs.remove()]);
    },
  };
}
