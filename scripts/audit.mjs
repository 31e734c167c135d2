import { spawnSync } from 'node:child_process';

// Known faults of what runs in production. A registry that keeps no list of them answers with an error: then nothing is known.
const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8' });
const { metadata, vulnerabilities, message } = JSON.parse(stdout || '{"message":"npm audit gave no answer"}');
if (!metadata) {
  console.log(`Not audited: ${message}`);
} else {
  const { high = 0, critical = 0, total = 0 } = metadata.vulnerabilities;
  for (const { name, severity } of Object.values(vulnerabilities)) console.log(`${severity}: ${name}`);
  console.log(`Audited: ${total} known, ${high + critical} of them high or critical.`);
  process.exit(high + critical > 0 ? 1 : 0);
}
