import type { FaultName } from './script.ts';
import { placeOf } from './strike.ts';
import type { Report } from './torture.ts';

/** One line for one round. */
export function lineOf({ round: { n, fault, afterS, offsetMs, paused }, struck, failure }: Report): string {
  const when = `+${afterS} s ${String(offsetMs).padStart(3)} ms`;
  const head = `${String(n).padStart(4)}  ${fault.padEnd(13)}  ${when}  ${paused ? 'paused ' : ''}`;
  if (!struck) return `${head}FAILED: ${failure ?? ''}`;
  const { proof, before, back, lossS, tookMs } = struck;
  const took = tookMs === undefined ? '' : `  ${Math.round(tookMs)} ms`;
  const verdict = failure === undefined ? 'ok' : `FAILED: ${failure}`;
  return `${head}${placeOf(before).padEnd(14)} → ${back.padEnd(14)}  loss ${lossS} s${took}  (${proof})  ${verdict}`;
}

/** What all rounds came to, a line for each fault. */
export function tableOf(reports: readonly Report[]): string {
  const rows = [['fault', 'rounds', 'failed', 'kills', 'loss (s)', 'running again (ms)', 'one slot torn (s)']];
  const faults = [...new Set(reports.map(({ round }) => round.fault))].sort();
  for (const fault of [...faults, undefined]) rows.push(rowOf(reports, fault));
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function rowOf(reports: readonly Report[], fault: FaultName | undefined): string[] {
  const mine = reports.filter(({ round }) => fault === undefined || round.fault === fault);
  const struck = mine.flatMap((report) => report.struck ?? []);
  const failed = mine.filter(({ failure }) => failure !== undefined).length;
  return [
    fault ?? 'all',
    String(mine.length),
    String(failed),
    String(mine.reduce((sum, { kills }) => sum + kills, 0)),
    spreadOf(struck.map(({ lossS }) => lossS)),
    spreadOf(struck.flatMap(({ tookMs }) => tookMs ?? [])),
    spreadOf(mine.map(({ tornS }) => tornS)),
  ];
}

/** Least, median and most. */
function spreadOf(numbers: readonly number[]): string {
  if (numbers.length === 0) return '–';
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (part: number): number => Math.round(sorted[Math.floor((sorted.length - 1) * part)]!);
  return `${at(0)} / ${at(0.5)} / ${at(1)}`;
}
