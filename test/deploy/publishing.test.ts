import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readProjectFile } from '../source-files.js';

interface Workflow {
  on: { push: { tags: string[] } };
  permissions: Record<string, string>;
  jobs: Record<
    string,
    { permissions: Record<string, string>; steps: { uses?: string; with?: Record<string, unknown> }[] }
  >;
}
const workflow = parse(readProjectFile('.github/workflows/image.yml')) as Workflow;

test('only a version’s tag publishes the image, and all it may write is packages', () => {
  expect(workflow.on).toEqual({ push: { tags: ['v[0-9]+.[0-9]+.[0-9]+'] } });
  expect(workflow.permissions).toEqual({ contents: 'read' });
  expect(workflow.jobs.publish?.permissions).toEqual({ contents: 'read', packages: 'write' });
});

test('the image is published with its provenance and its bill of materials, for both architectures', () => {
  const build = workflow.jobs.publish?.steps.find(({ uses }) => uses?.startsWith('docker/build-push-action@'));
  expect(build?.with).toMatchObject({ push: true, provenance: 'mode=max', sbom: true });
  const architectures = { X86_64: 'linux/amd64', ARM64: 'linux/arm64' };
  expect(build?.with?.platforms).toBe(Object.values(architectures).join());
});

test('packages, actions and the base image are kept current', () => {
  const { updates } = parse(readProjectFile('.github/dependabot.yml')) as {
    updates: { 'package-ecosystem': string }[];
  };
  expect(updates.map((update) => update['package-ecosystem'])).toEqual(['npm', 'github-actions', 'docker']);
  const bases = [...readProjectFile('Dockerfile').matchAll(/^FROM (?:--\S+ )?(\S+)/gm)].map(([, base]) => base);
  // A floating tag would leave nothing to update.
  for (const base of bases) expect(base).toMatch(/^node:\d+\.\d+\.\d+-slim$/);
});
