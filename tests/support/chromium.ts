// Which browser the tests drive: whatever Chromium or Chrome is here, else the one that came with the packages.
import { chromium } from '@playwright/test';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** Inside the package, so that another version of it brings another browser. */
const PACKAGED_DIR = resolve(import.meta.dirname, '../../node_modules/@sparticuz/chromium/unpacked');

/** How a Chromium is started, for Playwright and for `spawn` alike. */
export interface Launch {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

let found: Promise<string> | undefined;

/** The Chromium that is most like a person's. Unpacks the one from the packages when nothing else is here. */
export async function chromiumLaunch(): Promise<Launch> {
  return launchOf(await (found ??= findChromium()));
}

/**
 * The one that most tests run in: the shell from the packages, which opens a page in half the time of a whole browser.
 * What needs a whole one (notifications, straps, hidden pages) says so by its tag: see playwright.config.ts.
 */
export async function quickLaunch(): Promise<Launch> {
  const isPackaged = !process.env['CHROMIUM'] && isPackagedHere();
  return isPackaged ? launchOf(await packagedPath()) : chromiumLaunch();
}

/**
 * Whether it is a shell of Chromium rather than the whole of it. Tests that want what it lacks skip themselves:
 * `test.skip(isHeadlessShell, SHELL_LACKS)`.
 */
export const isHeadlessShell = isShell((await chromiumLaunch()).executablePath);

export const SHELL_LACKS = 'a headless shell shows no notifications, hides no pages and remembers no straps';

function launchOf(executablePath: string): Launch {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    // Of several `--enable-features` only the last counts. Remembering a strap takes the second, which crashes a shell.
    `--enable-features=WebBluetooth${isShell(executablePath) ? '' : ',WebBluetoothNewPermissionsBackend'}`,
  ];
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  if (dirname(executablePath) !== PACKAGED_DIR) return { executablePath, args, env };

  const libraries = [join(PACKAGED_DIR, 'al2023', 'lib'), ...(env['LD_LIBRARY_PATH'] ? [env['LD_LIBRARY_PATH']] : [])];
  Object.assign(env, {
    LD_LIBRARY_PATH: libraries.join(delimiter),
    FONTCONFIG_PATH: join(PACKAGED_DIR, 'fonts'),
  });
  return { executablePath, args, env };
}

async function findChromium(): Promise<string> {
  const chosen = process.env['CHROMIUM'];
  if (chosen && !existsSync(chosen)) throw new Error(`$CHROMIUM says ${chosen}, and no such file exists`);
  return chosen ?? installedPaths().find(existsSync) ?? (await packagedPath());
}

function isShell(path: string): boolean {
  return /headless[-_]shell/.test(basename(path)) || dirname(path) === PACKAGED_DIR;
}

function installedPaths(): string[] {
  switch (process.platform) {
    case 'darwin': {
      const apps = ['Google Chrome', 'Chromium', 'Google Chrome Canary', 'Microsoft Edge'];
      const folders = ['/Applications', join(process.env['HOME'] ?? '', 'Applications')];
      return [
        ...apps.flatMap((app) => folders.map((in_) => `${in_}/${app}.app/Contents/MacOS/${app}`)),
        playwrightPath(),
      ];
    }
    case 'win32': {
      const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? []);
      const tails = [
        'Google/Chrome/Application/chrome.exe',
        'Chromium/Application/chrome.exe',
        'Microsoft/Edge/Application/msedge.exe',
      ];
      return [...tails.flatMap((tail) => roots.map((root) => join(root, tail))), playwrightPath()];
    }
    default: {
      const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
      const folders = (process.env['PATH'] ?? '')
        .split(delimiter)
        .filter((folder) => folder && !folder.includes('/snap/'));
      const chrome = '/opt/google/chrome/chrome';
      // a snap sees another /tmp than we do, so it comes last
      return [
        ...names.flatMap((name) => folders.map((in_) => join(in_, name))),
        chrome,
        playwrightPath(),
        '/snap/bin/chromium',
      ];
    }
  }
}

/** Where Playwright would have put its own, had it been told to install one. */
function playwrightPath(): string {
  try {
    return chromium.executablePath();
  } catch {
    return ''; // a platform it has no browser for
  }
}

const isPackagedHere = (): boolean => process.platform === 'linux' && process.arch === 'x64';

/**
 * The headless shell inside @sparticuz/chromium, unpacked once, with the system libraries that it needs.
 * It unpacks into the temporary folder of the process, takes what lies there for whole, and reads the environment when it
 * is imported: so it runs in a process of its own, with a new folder, which gets its name only when it is complete.
 */
async function packagedPath(): Promise<string> {
  if (!isPackagedHere()) {
    throw new Error('no Chromium or Chrome found: install one, or say where it is in $CHROMIUM');
  }
  const path = join(PACKAGED_DIR, 'chromium');
  if (!existsSync(path)) {
    const packaged = JSON.stringify(import.meta.resolve('@sparticuz/chromium'));
    const unpack = `const { default: packaged } = await import(${packaged}); await packaged.executablePath();`;
    const unpackingDir = await mkdtemp(`${PACKAGED_DIR}-`);
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
      env: { ...process.env, TMPDIR: unpackingDir, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    });
    await writeFile(join(unpackingDir, 'fonts', 'fonts.conf'), fontsConf());
    // another process may have been faster, and then its folder serves as well
    await rename(unpackingDir, PACKAGED_DIR).catch(() => rm(unpackingDir, { recursive: true }));
  }
  return path;
}

/** Its own `fonts.conf` looks into folders of another machine, and a page without fonts has no text. */
function fontsConf(): string {
  const folders = [join(PACKAGED_DIR, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'];
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...folders.map((folder) => `  <dir>${folder}</dir>`),
    `  <cachedir>${join(PACKAGED_DIR, 'fonts-cache')}</cachedir>`,
    '</fontconfig>',
  ].join('\n');
}
