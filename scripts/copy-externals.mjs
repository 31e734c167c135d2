// Usage: node scripts/copy-externals.mjs <package>… <folder>
// Copies packages that the bundle leaves outside, and all they depend on, from node_modules into a folder.
import { cp, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const names = process.argv.slice(2);
const target = names.pop();
if (!target || names.length === 0) throw new Error('Usage: node scripts/copy-externals.mjs <package>… <folder>');

const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8'));

/** Where `name` is found from the folder `from`, by Node's rule: the nearest node_modules upward. */
function locate(name, from) {
  for (let folder = from; ; folder = parentOf(folder)) {
    const path = join(folder, 'node_modules', name);
    if (packages[path]) return path;
    if (folder === '') throw new Error(`package-lock.json has no ${name} for ${from || 'the project'}.`);
  }
}

/** `node_modules/a/node_modules/b` → `node_modules/a` → ``. */
const parentOf = (folder) => folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')));

function closureOf(roots) {
  const found = new Set();
  const visit = (path) => {
    if (found.has(path)) return;
    found.add(path);
    for (const name of Object.keys(packages[path].dependencies ?? {})) visit(locate(name, path));
  };
  for (const name of roots) visit(locate(name, ''));
  return found;
}

const PREFIX = 'node_modules/';
for (const path of closureOf(names)) {
  const to = join(target, path.slice(PREFIX.length));
  await mkdir(dirname(to), { recursive: true });
  // What is nested below a package is copied only where it is needed itself.
  await cp(path, to, { recursive: true, filter: (file) => !file.slice(path.length).includes('node_modules') });
}
