import type { Problem } from '../../core/parse/parsed.ts';
import type { Load } from '../../core/load/loadOf.ts';
import type { HrvSummary } from '../../core/samples/hrvSummary.ts';
import { isOfJournal } from '../../core/records/checkpoint.ts';
import { plural } from './plural.ts';
import { formatsOf } from '../formats.ts';
import { problemLine } from './problems.ts';

const { clock, number } = formatsOf('en');

/** What the command line says in English, beyond what it shares with the page. */
export const cli = {
  help: (formats: readonly string[]) => `Beatkeeper on the command line: heart-rate-guided workouts without a browser.

  cli decode <hex>             decode one heart-rate measurement (characteristic 0x2A37)
  cli hrv <file>               heart-rate variability of beat-to-beat intervals in ms, one a line
  cli load <file>              training load of a recording with lines of seconds,bpm
  cli heart <workout.json>…    how fast the heart answered effort in workouts exported as JSON
  cli plan check <file>        check a plan of any known format; list every problem with its place
  cli plan import <file>…      read plans of other programs, or a ZIP of them; say what is lost, phase by phase
  cli plan export <plan.json> --to <format>
                               write it as ${formats.join(', ')}
  cli run <plan.json> --strap <strap>
                               run a plan with the same executor as the page
  cli export <workout.json> --to <fit|tcx|csv|rr|json> --out <file>
                               a workout exported as JSON in the format of another program
  cli session import <file>…   workouts recorded elsewhere (FIT, TCX, GPX, CSV) or exported as JSON: what is in them,
                               and what is not kept
  cli schedule next "<cron>"   an expression in words, and its next times
  cli schedule run <plan.json> "<cron>" --from <date> --to <date>
                               simulate each planned workout and its outcome
  cli schedule add <plan.json> "<cron>" --ledger <folder>
                               add a schedule
  cli schedule list | remove <id> | watch --ledger <folder>
                               list schedules and their log; remove one; report ready workouts until Ctrl-C (one line each;
                               with --json, one line of JSON each)
  cli schedule ics --ledger <folder> [--link <address>]
                               a calendar file of all schedules

Straps
  steady:140                   a constant rate
  ramp:100-170                 from one rate to the other in ten minutes
  interval:120-165             one minute easy, one minute hard, in turn
  dropout                      a good signal with gaps
  follow[:tau=58,dead=0,noise=1,offsetPct=0,seed=1]
                               an athlete who follows the plan, with a heart rate that lags behind
  replay:FILE                  a recording: lines of seconds,bpm or of {"atMs": 0, "hex": "16447d03"}, or a file
                               of Export diagnostics, which is played again exactly, with the profile in it
  none                         no strap: a timer

Options of run
  --speed <N|max>              N times as fast; max: simulated time, as fast as possible (default 1)
  --max-hr <bpm>               maximum heart rate (default 190)
  --ceiling <bpm>              limit that sounds the alarm, beside that of the plan
  --strictness <how>           how readily cues are given: pacing, off, gentle, standard (default) or strict
  --heart <on,off,dead,share>  how the heart answers: time constants up and down and dead time in s, and how unsure
                               these are, as a share (default 58,70,5,0.4)
  --resting-hr <bpm>           resting heart rate (default 60)
  --checkpoint <folder>        save the workout there; after a crash or Ctrl-C the same command resumes it
  --lap-after <seconds>        end each manual phase after that time; in a terminal, Enter ends it
  --export <file>              write the finished workout there, by its ending: .fit, .tcx, .csv, .rr.csv (the time
                               between beats) or .json; repeatable; only an earlier export is overwritten
  --ledger <folder>            log the workout as started if it was planned there for now

Options of load, all of them needed
  --max, --resting, --threshold <bpm>
                               the heart rates of the person
  --sex <male|female>          which formula of the training impulse to use

Options of plan
  --power <open|zones>         import: power targets are left out (default) or become estimated heart-rate zones
  --to <file>                  import: save the one plan there, in Beatkeeper's own form
  --to <format>                export: see above
  --out <file>                 export: where to (default: standard output, for formats that are text)
  --max-hr, --resting-hr <bpm> export: whose heart rates stand for percentages and zones (default: 190 and 60)

Options of schedule
  --tz <zone>                  a fixed time zone, such as Europe/Berlin (default: follow this device)
  --ledger <folder>            the folder with the schedules and their log
  --after <date>               next: start date (default: now)
  --count <N>                  next: how many (default 5)
  --from <date>, --to <date>   run: after --from, up to --to
  --start-after <seconds>      run: start each workout so long after its reminder (default: never)
  --off <date>/<date>          run: a span with nothing running; repeatable
  --link <address>             ics: the app's live screen, such as https://host/app/#/live, for a link in each event: to
                               its workout if the plan is built in, else to the list of plans (default: no link)
  A date is 2026-11-23, 2026-11-23T06:30 (both in the time zone) or 2026-11-23T05:30:00Z.

Everywhere
  --json                       one JSON document on standard output, and nothing else (as when it is piped)
  --help                       this help`,

  verbWanted:
    'Choose a command: decode, hrv, load, heart, plan check, plan import, plan export, run, export or schedule. See --help.',
  verbUnknown: (verb: string) =>
    `There is no command “${verb}”: use decode, hrv, load, heart, plan check, plan import, plan export, run, export or schedule. See --help.`,
  hexWanted: 'decode needs the bytes of one message in hexadecimal, such as 16447d03.',
  rrWanted: 'hrv needs one file of beat-to-beat intervals in ms, one a line.',
  hrv: (of: Record<'rmssdMs' | 'sdnnMs' | 'artefactPct' | 'dfaAlpha1', number | null>): string =>
    [
      `RMSSD       ${shownOf(of.rmssdMs, 1)} ms`,
      `SDNN        ${shownOf(of.sdnnMs, 1)} ms`,
      `DFA alpha1  ${shownOf(of.dfaAlpha1, 2)}   scales 4–16, 30 log-spaced, windows from both ends`,
      `artefacts   ${shownOf(of.artefactPct, 1)} %`,
    ].join('\n'),
  ratesWanted: 'load needs one file with lines of seconds,bpm.',
  load: ({ trimp, hrss, edwards, zonesS, hrr60, driftPct }: Load): string => {
    const [below = 0, z1 = 0, z2 = 0, z3 = 0, z4 = 0, z5 = 0, none = 0] = zonesS;
    const bucket = (name: string, seconds: number): string => `  ${name.padEnd(12)} ${clock(seconds)}`;
    return [
      `TRIMP     ${shownOf(trimp, 1)}   Banister, second by second`,
      `HRSS      ${shownOf(hrss, 1)}   an hour at threshold is 100`,
      `Edwards   ${shownOf(edwards, 1)}   minutes in each zone × 1 to 5`,
      `recovery  ${hrr60 === null ? '–' : `${number(hrr60)} bpm`}   in the first minute after a hard effort`,
      `drift     ${driftPct === null ? '–' : `${number(driftPct, 1)} %`}   second half against the first`,
      'time at shares of the maximum',
      bucket('below 50 %', below),
      bucket('50–60 %', z1),
      bucket('60–70 %', z2),
      bucket('70–80 %', z3),
      bucket('80–90 %', z4),
      bucket('90 % and up', z5),
      bucket('no signal', none),
    ].join('\n');
  },
  recordingsWanted: 'session import needs one or more files.',
  recorded: (of: {
    name: string;
    format: string;
    source: string | null;
    startedAt: string;
    elapsedS: number;
    meanBpm: number | null;
    maxBpm: number | null;
    laps: number;
    rr: number;
  }): string =>
    [
      `${of.name} (${of.format}${of.source === null ? '' : `, ${of.source}`})`,
      `${of.startedAt}, ${clock(of.elapsedS)}`,
      of.meanBpm === null || of.maxBpm === null
        ? 'no heart rate'
        : `avg ${shownOf(of.meanBpm, 0)} bpm, max ${shownOf(of.maxBpm, 0)} bpm`,
      ...(of.laps > 0 ? [plural(of.laps, { one: '# lap', other: '# laps' })] : []),
      ...(of.rr > 0 ? [plural(of.rr, { one: '# beat-to-beat interval', other: '# beat-to-beat intervals' })] : []),
    ].join(' · '),
  workoutsWanted: 'heart needs one or more workouts, exported from the app as JSON.',
  heartFitted: (of: Record<'tauOnS' | 'tauOffS' | 'deadS' | 'relSd' | 'phases', number>): string =>
    [
      `time constant  ${shownOf(of.tauOnS, 0)} s up, ${shownOf(of.tauOffS, 0)} s down   ± ${shownOf(100 * of.relSd, 0)} %`,
      `dead time      ${shownOf(of.deadS, 0)} s`,
      of.phases === 0
        ? 'Nothing in these workouts says so: this is assumed, from the average of healthy adults (Hunt 2015).'
        : `fitted from    ${plural(of.phases, { one: '# phase', other: '# phases' })}`,
    ].join('\n'),
  /** Of a workout. */
  workoutHrv: ({ rmssdMs, sdnnMs, coveredS, artefactPct, dfaAlpha1 }: HrvSummary): string => {
    if (rmssdMs === null || sdnnMs === null) return 'heart-rate variability: never a whole minute of clear beats';
    const alphas = dfaAlpha1.values.filter((value) => value !== null);
    const [low, high] = [Math.min(...alphas), Math.max(...alphas)];
    return [
      `RMSSD ${number(rmssdMs)} ms, SDNN ${number(sdnnMs)} ms`,
      ...(alphas.length > 0
        ? [`DFA alpha1 ${low === high ? number(low, 2) : `${number(low, 2)}–${number(high, 2)}`}`]
        : []),
      `from ${clock(coveredS)} of clear beats (${number(artefactPct, 1)} % artefacts)`,
    ].join(', ');
  },
  planWanted: (verb: string) => `${verb} needs one plan file.`,
  workoutWanted: 'export needs one workout, exported from the app as JSON.',
  endingWrong: (file: string) => `${file} should end with .fit, .tcx, .csv, .rr.csv or .json: that says what to write.`,
  exportTwice: (file: string) => `${file} is named twice.`,
  exportExists: (file: string) => `${file} is there already and is no export of that kind: name another file.`,
  folderWanted: (file: string) => `${file} cannot be written: there is no such folder.`,
  nothingToExport: 'The workout is not finished: nothing was exported.',
  plansWanted: 'plan import needs one or more files.',
  onePlanWanted: (count: number) =>
    `--to takes one plan, and ${plural(count, { one: 'there is #', other: 'there are #' })}: import each file on its own.`,
  outWanted: (format: string) => `${format} is not text: say with --out where to write the file.`,
  choiceWrong: (option: string, text: string, choices: readonly string[]) =>
    `${option} ${text} is not one of ${choices.join(', ')}.`,
  strapWanted: 'run needs --strap: steady:140, ramp:100-170, interval:120-165, dropout, follow, replay:FILE or none.',
  optionWrong: (what: string) => `${what}. See --help.`,
  /** What the system's codes mean. */
  reasons: {
    ENOENT: 'there is no such file',
    EACCES: 'this is not allowed',
    EPERM: 'this is not allowed',
    EISDIR: 'it is a folder',
    ENOTFILE: 'it is a device or a pipe, not a file',
    EFBIG: 'it is too large',
    ENOTDIR: 'it is a file, not a folder',
    EEXIST: 'it is a file, not a folder',
    ENOSPC: 'the disk is full',
    EROFS: 'the disk is read-only',
  },
  fileUnreadable: (file: string, reason: string) => `${file} cannot be read: ${reason}.`,
  fileUnwritable: (file: string, reason: string) => `${file} cannot be written: ${reason}.`,
  folderUnusable: (folder: string, reason: string) => `${folder} cannot be used for checkpoints: ${reason}.`,
  speedWrong: (text: string) => `--speed ${text} is neither max nor a number above 0, up to 1000.`,
  strictnessWrong: (text: string, all: readonly string[]) => `--strictness ${text} is none of ${all.join(', ')}.`,
  heartWrong: (text: string) => `--heart ${text} is not four numbers such as 58,70,5,0.4.`,
  numberWrong: (option: string, text: string) => `${option} ${text} is not a whole number.`,
  countWrong: (option: string, text: string, max: number) =>
    `${option} ${text} is not a whole number from 1 to ${number(max)}.`,
  zoneWrong: (text: string) => `--tz ${text} is not a known time zone, such as Europe/Berlin.`,
  dateWrong: (option: string, text: string) =>
    `${option} ${text} is not a date, such as 2026-11-23T06:30 or 2026-11-23T05:30:00Z.`,
  spanWrong: (text: string) => `--off ${text} is not two dates with a slash between, the earlier one first.`,
  orderWrong: '--to must be later than --from.',
  optionWanted: (verb: string, option: string) => `${verb} needs ${option}.`,
  scheduleVerbWanted: (verb: string) =>
    `schedule needs next, run, add, list, remove, watch or ics${verb === '' ? '' : `, not “${verb}”`}.`,
  cronWanted: 'schedule next needs one expression in quotes, such as "30 6 * * 1-5".',
  planAndCronWanted: (verb: string) => `${verb} needs a plan file and an expression in quotes, such as "30 6 * * 1-5".`,
  tooMany: (max: number) =>
    plural(max, {
      one: 'There is more than # planned workout between --from and --to.',
      other: 'There are more than # planned workouts between --from and --to.',
    }),
  secondsWrong: (option: string, text: string) => `${option} ${text} is not a number of seconds, 1 or more.`,
  inFile: (file: string, sentence: string) => `${file}: ${sentence}`,
  andMore: (count: number) => `(And ${number(count)} more.)`,
  handEnded: (phase: string) =>
    `“${phase}” ends only by hand: add --lap-after SECONDS, or run in a terminal, where Enter ends the phase.`,
  otherWorkout: (folder: string, plan: string) =>
    `${folder} holds an unfinished workout of another plan, “${plan}”: finish that workout first, or use another folder.`,

  resumed: (plan: string, atS: number) => `Resuming “${plan}” at ${clock(atS)}.`,
  interrupted: (atS: number, folder: string) =>
    `Stopped at ${clock(atS)}. To resume, repeat the command with --checkpoint ${folder}`,
  progress: (elapsedS: number) => `${clock(elapsedS)} into the workout… Ctrl-C stops and saves it.`,
  enterIsLap: 'Enter ends the phase. Ctrl-C stops, and the same command resumes.',
  broken: (problems: readonly Problem[]) => {
    const reasons = problems.map(problemLine).join(' ');
    if (problems.some(isOfJournal)) {
      return `The last seconds of the workout in the folder were written by another version. They are kept unchanged, and everything before them is here. ${reasons}`;
    }
    return problems.some(({ code }) => code === 'record.newer')
      ? `The workout in the folder was written by a newer version. It is kept unchanged, and a new workout starts. ${reasons}`
      : `The workout in the folder cannot be read and was set aside. ${reasons}`;
  },
  savedAsInterrupted:
    'An older, interrupted workout was moved to the history of the folder. This one starts from the beginning.',
  notKept: (folder: string) =>
    `The finished workout could not be saved in its usual place, so it was saved in ${folder}`,
  keptNowhere: (reason: string) => `The finished workout could not be saved anywhere: ${reason}.`,
  outFails: (reason: string) => `The result could not be written: ${reason}.`,
  keepFails: (reason: string) => `The workout cannot be saved, but continues: ${reason}`,

  recordingOfOther: (plan: string) =>
    `The recording is of another plan than “${plan}”: its heart is played, and not its pauses and laps.`,
  strapEnded: 'The recording ended before the plan did.',
  outcome: (plan: string, elapsedS: number, ended: 'finished' | 'unfinished') =>
    `${plan}: ${ended === 'finished' ? 'done in' : 'stopped at'} ${clock(elapsedS)}`,
  phases: (done: number, of: number) =>
    plural(of, { one: `${number(done)} of # phase`, other: `${number(done)} of # phases` }),
  heart: (mean: number, max: number) => `avg ${number(mean, 1)} bpm, max ${number(max)} bpm`,
  noHeart: 'no heart rate',
  simulated: 'The heart rate was simulated.',
  bucket: (name: string, seconds: number) => `  ${name.padEnd(14)} ${clock(seconds)}`,
  noSignal: 'No signal',
  inZone: (what: string, timeZone: string) => `${what} (${timeZone})`,
  here: 'following this device',
  nothingWanted: (verb: string) => `${verb} takes only --ledger.`,
  idWanted: 'schedule remove needs one id from schedule list.',
  idUnknown: (id: string) => `There is no schedule ${id}. Run schedule list to see the ids.`,
  ledgerUnusable: (folder: string, reason: string) => `${folder} cannot be used for schedules: ${reason}.`,
  ledgerUnreadable: (file: string) => `${file} cannot be read and was left unchanged.`,
  ledgerNewer: (file: string) => `A newer version of Beatkeeper wrote ${file}.`,
  ledgerBusy: (folder: string) => `${folder} has been in use by another process for too long.`,
  ledgerLost: (folder: string) =>
    `${folder} was taken over by another process while this one slept: nothing was changed.`,
  added: (plan: string, said: string, id: string) => `${plan}: ${said}\n  ${id}`,
  often: (said: string, timesADay: number, single: number) =>
    `${said}: that is more often than every 5 minutes. ` +
    (timesADay > single
      ? plural(single, {
          one: 'The first time has an entry and a reminder; after that there is one of each every 5 minutes.',
          other:
            'The first # times have an entry and a reminder each; after that there is one of each every 5 minutes.',
        })
      : 'Each time gets a reminder.'),
  removed: 'Removed. Its log stays.',
  nothingPlanned: 'Nothing is scheduled here.',
  nextAt: (time: string) => `next ${time}`,
  told: (localTime: string, what: string) => `${localTime.slice(0, 16).replace('T', ' ')}  ${what}`,
  skipped: (plan: string) => `Workout skipped: ${plan}`,
  linked: (localTime: string) => `This is the workout that was planned for ${localTime.slice(11, 16)}.`,
  never: 'There are no more dates.',
  became: (statuses: [status: string, count: number][]) =>
    statuses.length === 0
      ? 'Nothing was planned.'
      : statuses.map(([status, count]) => `${number(count)} ${status}`).join(', '),
  planOk: (name: string, phases: number, totalS: number | null) =>
    `${name}: ${plural(phases, { one: '# phase', other: '# phases' })}, ${totalS === null ? 'open-ended' : clock(totalS)}`,
  bpm: (bpm: number, simulated: boolean) => (simulated ? `${bpm} bpm (simulated)` : `${bpm} bpm`),
  left: (seconds: number) => `${clock(seconds)} left`,
};

/** A dash where there is nothing to say. */
function shownOf(value: number | null, digits: number): string {
  return value === null ? '–' : value.toFixed(digits);
}
