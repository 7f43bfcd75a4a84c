import { DEFAULT_PROFILE, type Profile } from '../../core/athlete/hrZones.ts';
import {
  bandOf,
  endBpm,
  levelOf,
  type HeartRateEnd,
  type Level,
  type Plan,
  type Target,
} from '../../core/plan/plan.ts';
import { zoneText } from '../../core/plan/text/writeNotation.ts';
import { BPM_MAX } from '../../core/signal/filter.ts';
import type { Loss } from '../importer.ts';
import { ceilingLosses } from './ceilingLoss.ts';
import { cutText } from './draft.ts';

/** A range of heart rates, both ends included. */
export interface BpmRange {
  low: number;
  high: number;
}

/** What an exporter cannot write, and heart rates in bpm where the format has no unit for what is relative to the person. */
export class ExportLosses {
  readonly losses: Loss[] = [];
  readonly #profile: Profile;
  #isAssumed: boolean;

  constructor(profile: Profile | undefined) {
    this.#profile = profile ?? DEFAULT_PROFILE;
    this.#isAssumed = profile === undefined;
  }

  lose(code: Loss['code'], path: string, params: Loss['params'] = {}): void {
    this.losses.push({ code, path, params });
  }

  /** A target in bpm for this person. `path`: of the target. */
  range(target: Exclude<Target, { type: 'open' }>, path: string): BpmRange {
    if (target.type === 'bpm') return { low: target.low, high: target.high };
    const band = bandOf(target, this.#profile);
    const low = Math.min(BPM_MAX, band?.lowBpm ?? 0);
    const high = Math.min(BPM_MAX, Math.max(low, band?.highBpm ?? this.#profile.bpmMax));
    const text = target.type === 'zone' ? zoneText(target) : `${span(target.low, target.high)} %`;
    this.#resolve(path, text, span(low, high));
    return { low, high };
  }

  /** The heart rate that ends a phase, in bpm for this person. `path`: of the end. */
  level(end: HeartRateEnd, path: string): number {
    if ('bpm' in end) return end.bpm;
    const bpm = Math.min(BPM_MAX, endBpm(end, this.#profile));
    this.#resolve(path, levelText(levelOf(end)), String(bpm));
    return bpm;
  }

  /** What no other program asks of an end by heart rate. */
  sayEnd({ holdS, minS, maxS }: HeartRateEnd, path: string): void {
    if (holdS > 0) this.lose('loss.holdUnsaid', path, { holdS });
    if (minS > 0) this.lose('loss.minUnsaid', path, { minS });
    this.lose('loss.maxUnsaid', path, { maxS });
  }

  /** Where no format but ours has a ceiling. */
  sayCeiling(plan: Plan): void {
    this.losses.push(...ceilingLosses(plan, this.#profile));
  }

  /** A text of at most so many characters. */
  text(text: string, max: number, path: string): string {
    const cut = cutText(text, max);
    if (cut !== text) this.lose('loss.textCut', path, { max });
    return cut;
  }

  #resolve(path: string, text: string, bpm: string): void {
    this.lose('loss.resolvedBpm', path, { text, bpm });
    if (!this.#isAssumed) return;
    this.#isAssumed = false;
    this.lose('loss.profileAssumed', '', { bpmMax: this.#profile.bpmMax });
  }
}

const span = (low: number, high: number): string => (low === high ? String(low) : `${String(low)}–${String(high)}`);

function levelText(level: Level): string {
  if ('zone' in level) return zoneText(level);
  return `${String(Object.values(level)[0])} %`;
}
