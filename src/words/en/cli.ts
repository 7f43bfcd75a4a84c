import type { Problem } from '../../core/parse/parsed.ts';
import { isOfJournal } from '../../core/records/checkpoint.ts';
import { formatsOf } from '../formats.ts';
import { problemLine } from './problems.ts';

const { clock, number } = formatsOf('en');

/** What the command line says in English, beyond what it shares with the page. */
export const cli = {
  help: `Beatkeeper on the command line: heart-rate-guided workouts without a browser.

  cli decode <hex>             what a strap said in one message (characteristic 0x2A37)
  cli plan check <file>        read a plan, ours or heart-beat2's; tell every problem, each with its place
  cli run <plan.json> --strap <strap>
                               run a plan with the same executor as the page
  cli schedule next "<cron>"   what an expression says, and when it fires
  cli schedule run <plan.json> "<cron>" --from <date> --to <date>
                               what would become of each planned workout, in simulated time
  cli schedule add <plan.json> "<cron>" --ledger <folder>
                               plan a workout, again and again
  cli schedule list | remove <id> | watch --ledger <folder>
                               what is planned and what became of it; take one away; tell when a workout is ready,
                               until Ctrl-C (one line each; with --json, one line of JSON each)
  cli schedule ics --ledger <folder> [--link <address>]
                               a calendar file of all that is planned

Straps
  steady:140                   always the same rate
  ramp:100-170                 from one rate to the other in ten minutes
  interval:120-165             a minute easy, a minute hard, in turn
  dropout                      a good signal with holes
  follow[:tau=58,dead=0,noise=1,offsetPct=0,seed=1]
                               someone who does what the plan says, with a heart that lags behind
  replay:FILE                  a recording: lines of seconds,bpm or of {"atMs": 0, "hex": "16447d03"}
  none                         no strap: a timer

Options of run
  --speed <N|max>              N times as fast; max: simulated time, as fast as it goes (default 1)
  --max-hr <bpm>               maximum heart rate (default 190)
  --resting-hr <bpm>           resting heart rate (default 60)
  --checkpoint <folder>        keep the workout there; the same command goes on after a crash or Ctrl-C
  --lap-after <seconds>        end each phase that waits for a hand after so long; in a terminal, Enter does it
  --ledger <folder>            if it was planned there for now, note that it was started

Options of schedule
  --tz <zone>                  by the clocks of this zone, such as Europe/Berlin (default: this device's, also when it
                               travels)
  --ledger <folder>            where schedules are kept, and what became of each planned workout
  --after <date>               next: from when on (default: now)
  --count <N>                  next: how many (default 5)
  --from <date>, --to <date>   run: after the one, up to the other
  --start-after <seconds>      run: someone starts so long after each reminder (default: nobody does)
  --off <date>/<date>          run: nothing is running from the one to the other; as often as you like
  --link <address>             ics: of the app's live screen, such as https://host/app/#/live, for a link in each event: to
                               its workout if the plan is built in, else to the list of plans (default: no link)
  A date is 2026-11-23, 2026-11-23T06:30 (both by the clocks of the zone) or 2026-11-23T05:30:00Z.

Everywhere
  --json                       one JSON document on standard output, and nothing else (as when it is piped)
  --help                       this`,

  verbWanted: 'Say what to do: decode, plan check, run or schedule. --help tells more.',
  verbUnknown: (verb: string) => `There is no “${verb}”: decode, plan check, run or schedule. --help tells more.`,
  hexWanted: 'decode wants the bytes of one message in hexadecimal, such as 16447d03.',
  planWanted: (verb: string) => `${verb} wants one plan file.`,
  strapWanted: 'run wants --strap: steady:140, ramp:100-170, interval:120-165, dropout, follow, replay:FILE or none.',
  optionWrong: (what: string) => `${what}. --help tells what there is.`,
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
    EROFS: 'the disk cannot be written',
  },
  fileUnreadable: (file: string, reason: string) => `${file} cannot be read: ${reason}.`,
  folderUnusable: (folder: string, reason: string) => `${folder} cannot be used for checkpoints: ${reason}.`,
  speedWrong: (text: string) => `--speed ${text} is neither a number above 0 and up to 1000 nor max.`,
  numberWrong: (option: string, text: string) => `${option} ${text} is not a whole number.`,
  countWrong: (option: string, text: string, max: number) =>
    `${option} ${text} is not a whole number from 1 to ${number(max)}.`,
  zoneWrong: (text: string) => `--tz ${text} is not a time zone that is known here, such as Europe/Berlin.`,
  dateWrong: (option: string, text: string) =>
    `${option} ${text} is not a date, such as 2026-11-23T06:30 or 2026-11-23T05:30:00Z.`,
  spanWrong: (text: string) => `--off ${text} is not two dates with a slash between, the earlier one first.`,
  orderWrong: '--to must be later than --from.',
  optionWanted: (verb: string, option: string) => `${verb} wants ${option}.`,
  scheduleVerbWanted: (verb: string) =>
    `schedule wants next, run, add, list, remove, watch or ics${verb === '' ? '' : `, not “${verb}”`}.`,
  cronWanted: 'schedule next wants one expression in quotes, such as "30 6 * * 1-5".',
  planAndCronWanted: (verb: string) => `${verb} wants a plan file and an expression in quotes, such as "30 6 * * 1-5".`,
  tooMany: (max: number) => `There are more than ${number(max)} planned workouts between --from and --to.`,
  secondsWrong: (option: string, text: string) => `${option} ${text} is not a number of seconds, 1 or more.`,
  inFile: (file: string, sentence: string) => `${file}: ${sentence}`,
  andMore: (count: number) => `(And ${number(count)} more.)`,
  handEnded: (phase: string) =>
    `“${phase}” ends only by hand: say --lap-after SECONDS, or run it in a terminal, where Enter ends it.`,
  otherWorkout: (folder: string, plan: string) =>
    `${folder} holds an unfinished workout of another plan, “${plan}”: finish that first, or use another folder.`,

  resumed: (plan: string, atS: number) => `Going on with “${plan}” at ${clock(atS)}.`,
  interrupted: (atS: number, folder: string) =>
    `Stopped at ${clock(atS)}. To go on, give the same command with --checkpoint ${folder}`,
  progress: (elapsedS: number) => `${clock(elapsedS)} into the workout … Ctrl-C stops it and saves what is done.`,
  enterIsLap: 'Enter ends the phase. Ctrl-C stops, and the same command goes on.',
  broken: (problems: readonly Problem[]) => {
    const reasons = problems.map(problemLine).join(' ');
    if (problems.some(isOfJournal)) {
      return `The last seconds kept in the folder were written by another version. They are kept, untouched, and everything before them is here. ${reasons}`;
    }
    return problems.some(({ code }) => code === 'record.newer')
      ? `The workout kept in the folder was written by a newer version. It is kept, untouched, and a new one begins. ${reasons}`
      : `What was kept in the folder cannot be read and was set aside. ${reasons}`;
  },
  savedAsInterrupted: 'An older workout that was cut off is in the history of the folder; this one begins anew.',
  notKept: (folder: string) =>
    `The finished workout could not be kept in its usual place, so it was saved in ${folder}`,
  keptNowhere: (reason: string) => `The finished workout could not be saved anywhere: ${reason}.`,
  outFails: (reason: string) => `The result could not be written: ${reason}.`,
  keepFails: (reason: string) => `The workout cannot be kept, but goes on: ${reason}`,

  strapEnded: 'The recording ended before the plan did.',
  outcome: (plan: string, elapsedS: number, ended: 'finished' | 'unfinished') =>
    `${plan}: ${ended === 'finished' ? 'done in' : 'left off at'} ${clock(elapsedS)}`,
  phases: (done: number, of: number) => `${done} of ${of} phases`,
  heart: (mean: number, max: number) => `mean ${number(mean, 1)} bpm, max ${number(max)} bpm`,
  noHeart: 'no heart rate',
  simulated: 'The heart rate was simulated.',
  bucket: (name: string, seconds: number) => `  ${name.padEnd(14)} ${clock(seconds)}`,
  noSignal: 'No signal',
  inZone: (what: string, timeZone: string) => `${what} (${timeZone})`,
  here: 'wherever this device is',
  nothingWanted: (verb: string) => `${verb} wants no more than --ledger.`,
  idWanted: 'schedule remove wants one id, as schedule list tells it.',
  idUnknown: (id: string) => `Nothing is planned under ${id}: schedule list tells the ids.`,
  ledgerUnusable: (folder: string, reason: string) => `${folder} cannot be used for schedules: ${reason}.`,
  ledgerUnreadable: (file: string) => `${file} cannot be read, and was left alone.`,
  ledgerNewer: (file: string) => `A newer version of Beatkeeper wrote ${file}.`,
  ledgerBusy: (folder: string) => `${folder} is in use by others, for too long.`,
  ledgerLost: (folder: string) => `${folder} was taken over by others while this one slept: nothing was changed.`,
  added: (plan: string, said: string, id: string) => `${plan}: ${said}\n  ${id}`,
  often: (said: string, timesADay: number, single: number) =>
    `${said}: that is more often than every 5 minutes. ` +
    (timesADay > single
      ? `The first ${number(single)} times have an entry and a reminder each; after that there is one of each every 5 minutes.`
      : 'Each time gets a reminder.'),
  removed: 'Removed. What became of it so far stays.',
  nothingPlanned: 'Nothing is planned here.',
  nextAt: (time: string) => `next ${time}`,
  told: (localTime: string, what: string) => `${localTime.slice(0, 16).replace('T', ' ')}  ${what}`,
  skipped: (plan: string) => `Workout skipped: ${plan}`,
  tied: (localTime: string) => `This is the workout that was planned for ${localTime.slice(11, 16)}.`,
  never: 'It never fires again.',
  became: (statuses: [status: string, count: number][]) =>
    statuses.length === 0
      ? 'Nothing was planned.'
      : statuses.map(([status, count]) => `${number(count)} ${status}`).join(', '),
  planOk: (name: string, phases: number, totalS: number | null) =>
    `${name}: ${number(phases)} ${phases === 1 ? 'phase' : 'phases'}, ${totalS === null ? 'open-ended' : clock(totalS)}`,
  bpm: (bpm: number, simulated: boolean) => (simulated ? `${bpm} bpm (simulated)` : `${bpm} bpm`),
  left: (seconds: number) => `${clock(seconds)} left`,
};
