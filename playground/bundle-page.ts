import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('page/', import.meta.url));

/** Runs only the page's own script and styles; loads nothing from elsewhere. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers a request for a file of the page; returns false for other requests. */
export type ServePage = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Bundles the page in memory and returns the handler for `/`, `/app.js` and `/app.css`. @throws esbuild's errors. */
export async function bundlePage(): Promise<ServePage> {
  const [html, { outputFiles }] = await Promise.all([readFile(`${PAGE}index.html`, 'utf8'), buildPage()]);
  const built = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  const files: Record<string, [type: string, body: string]> = {
    '/': ['text/html; charset=utf-8', html],
    '/app.js': ['text/javascript; charset=utf-8', built('app.js')],
    '/app.css': ['text/css; charset=utf-8', built('app.css')],
  };
  return (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = Object.hasOwn(files, path) ? files[path] : undefined;
    if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
    response.writeHead(200, {
      'content-type': file[0],
      'cache-control': 'no-cache',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
    });
    response.end(request.method === 'HEAD' ? undefined : file[1]);
    return true;
  };
}

async function buildPage() {
  const { build } = await import('esbuild');
  return build({
    entryPoints: [
      { in: `${PAGE}main.ts`, out: 'app' },
      { in: `${PAGE}styles/app.css`, out: 'app' },
    ],
    outdir: PAGE,
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  });
}
