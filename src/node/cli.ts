// The command line: reads the call, has the work done, prints what came of it. Nothing else is decided here.
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { fitHeart, hrvOf, parseFrame, parseHex, PLAN_FORMATS, readRrFile, readSessionFile } from '../index.ts';
import type { Plan, Zone } from '../index.ts';
import { bytesOf, coachingFrom, planFrom, profileFrom, secondsFrom, wellFormed } from './arguments.ts';
import { exportTargets, exportWorkout } from './exports.ts';
import { load, LOAD_OPTIONS } from './load.ts';
import { plannerFrom } from './planner.ts';
import { plan, PLAN_OPTIONS } from './plans.ts';
import { runPlan, type RunOptions, type RunResult } from './run.ts';
import { SCHEDULE_OPTIONS, schedule } from './schedule.ts';
import { session } from './sessions.ts';
import { parseStrap, type Strap } from './straps.ts';
import { plain, processTerminal, reasonOf, Refusal, type Terminal } from './terminal.ts';
import { cli as words, common as say } from './words.ts';

const EXIT = { done: 0, notKept: 1, refused: 2, interrupted: 130 } as const;

/** Does what the arguments say; the exit code. */
export async function main(args: string[], terminal: Terminal): Promise<number> {
  try {
    return await obey(readCall(args), terminal);
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    terminal.err(`${plain(cause.message)}\n`);
    return EXIT.refused;
  }
}

type Call = ReturnType<typeof readCall>;

function readCall(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        strap: { type: 'string' },
        speed: { type: 'string', default: '1' },
        'max-hr': { type: 'string' },
        'resting-hr': { type: 'string' },
        ceiling: { type: 'string' },
        heart: { type: 'string' },
        strictness: { type: 'string' },
        checkpoint: { type: 'string' },
        'lap-after': { type: 'string' },
        ...LOAD_OPTIONS,
        export: { type: 'string', multiple: true },
        ...PLAN_OPTIONS,
        ...SCHEDULE_OPTIONS,
      },
    });
  } catch (cause) {
    throw new Refusal(words.optionWrong(reasonOf(cause).split('. ')[0] ?? ''));
  }
}

async function obey({ values, positionals }: Call, terminal: Terminal): Promise<number> {
  const [verb, ...rest] = positionals;
  // Whoever reads from a pipe is no person.
  const json = values.json || !terminal.outIsTty;
  const print = (value: object, text: () => string): number => {
    terminal.out(json ? `${JSON.stringify(value)}\n` : `${text()}\n`);
    return EXIT.done;
  };
  if (values.help) {
    terminal.out(`${words.help(PLAN_FORMATS)}\n`);
    return EXIT.done;
  }
  switch (verb) {
    case undefined:
      throw new Refusal(words.verbWanted);
    case 'decode': {
      if (rest.length === 0) throw new Refusal(words.hexWanted);
      const frame = wellFormed(parseFrame(wellFormed(parseHex(rest.join('')))));
      return print(frame, () => JSON.stringify(frame, null, 2));
    }
    case 'plan':
      return plan(rest, values, terminal, print);
    case 'run': {
      const [file, ...more] = rest;
      if (file === undefined || more.length > 0) throw new Refusal(words.planWanted('run'));
      const options = runOptions(values, planFrom(file));
      const ran = await runPlan(options, terminal);
      if (ran === 'interrupted') return EXIT.interrupted;
      print(ran.result, () => resultText(options.plan, ran.result));
      // whoever reads JSON has them in it
      const exports = values.json ? [] : (ran.result.exports ?? []);
      for (const { file, losses } of exports)
        for (const { message } of losses) terminal.err(`${plain(words.inFile(file, message))}\n`);
      return ran.kept ? EXIT.done : EXIT.notKept;
    }
    case 'export':
      return exportWorkout(rest, values, terminal, print);
    case 'session':
      return session(rest, print);
    case 'hrv': {
      const [file, ...more] = rest;
      if (file === undefined || more.length > 0) throw new Refusal(words.rrWanted);
      const hrv = hrvOf(wellFormed(readRrFile(bytesOf(file)), file));
      return print(hrv, () => words.hrv(hrv));
    }
    case 'heart': {
      if (rest.length === 0) throw new Refusal(words.workoutsWanted);
      const { onPhases, offPhases, ...fit } = fitHeart(
        rest.map((file) => wellFormed(readSessionFile(bytesOf(file)), file)),
      );
      const { tauOnS, tauOffS, deadS, relSd } = fit;
      const heart = { tauOnS, tauOffS, deadS, relSd, phases: onPhases + offPhases };
      return print(heart, () => words.heartFitted(heart));
    }
    case 'load':
      return load(rest, values, print);
    case 'schedule':
      return schedule(rest, values, terminal, print);
    default:
      throw new Refusal(words.verbUnknown(plain(verb)));
  }
}

function runOptions(values: Call['values'], plan: Plan): RunOptions {
  if (values.strap === undefined) throw new Refusal(words.strapWanted);
  return {
    plan,
    profile: profileFrom(values['max-hr'], values['resting-hr'], values.ceiling),
    coaching: coachingFrom(values.strictness, values.heart),
    strap: strapFrom(values.strap),
    speed: speedFrom(values.speed),
    lapAfterS: values['lap-after'] === undefined ? undefined : secondsFrom('--lap-after', values['lap-after']),
    folder: values.checkpoint,
    exports: exportTargets(values.export ?? []),
    planner: values.ledger === undefined ? undefined : plannerFrom(values.ledger, 'run'),
  };
}

function strapFrom(text: string): Strap {
  try {
    return wellFormed(parseStrap(text), '--strap');
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal(words.fileUnreadable(text.replace(/^replay:/, ''), reasonOf(cause)));
  }
}

const SPEED_MAX = 1000;

function speedFrom(text: string): number | 'max' {
  const speed = Number(text);
  if (text === 'max') return text;
  if (text.trim() === '' || !(speed > 0 && speed <= SPEED_MAX)) throw new Refusal(words.speedWrong(text));
  return speed;
}

function resultText(plan: Plan, result: RunResult): string {
  const { meanBpm, maxBpm, timeInZoneS, noSignalS, provenance, hrv } = result;
  const buckets: [string, number][] = [
    ...timeInZoneS.map((s, zone): [string, number] => [zone === 0 ? say.belowZones : say.zone(zone as Zone), s]),
    [words.noSignal, noSignalS],
  ];
  return [
    words.outcome(plain(plan.name), result.elapsedS, result.status === 'completed' ? 'finished' : 'unfinished'),
    words.phases(result.phasesCompleted, result.phases),
    meanBpm === null || maxBpm === null ? words.noHeart : words.heart(meanBpm, maxBpm),
    ...(provenance === 'simulated' ? [words.simulated] : []),
    ...buckets.filter(([, seconds]) => seconds > 0).map(([name, seconds]) => words.bucket(name, seconds)),
    ...(hrv ? [words.workoutHrv(hrv)] : []),
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = await main(process.argv.slice(2), processTerminal());
}
