/**
 * What parsing something foreign gives: the value, or every problem with its place.
 * Codes are closed, so that the catalogue of each language is checked to have words for all of them.
 */
export type Parsed<T> =
  /** `notes` say what was filled in or left out on reading, where the reader should know. */
  { ok: true; value: T; notes?: Problem[] } | { ok: false; problems: Problem[] };

export interface Problem {
  code: ProblemCode;
  /** Where, as the writer of the file would say it: `phases[2].durationS`. Empty for the whole. */
  path: string;
  params: Record<string, string | number>;
}

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** What a plan loses, or is given, on its way from one format to another. */
export type LossCode = (typeof LOSS_CODES)[number];
export const LOSS_CODES = [
  /** On reading: what another program's file says and a heart-rate plan cannot. */
  'loss.endByHand',
  'loss.endGiven',
  'loss.powerOpen',
  'loss.powerEstimated',
  'loss.powerShort',
  'loss.targetDropped',
  'loss.targetCut',
  'loss.targetWidened',
  'loss.zoneRange',
  'loss.rampRange',
  'loss.unitGuessed',
  'loss.keyDropped',
  'loss.stepDropped',
  'loss.fileDropped',
  'loss.nameGiven',
  'loss.textCut',
  'loss.timeRounded',
  'loss.checksum',
  'loss.cueJoined',
  'loss.repeatGiven',
  /** On writing: what a heart-rate plan says and the format cannot. */
  'loss.resolvedBpm',
  'loss.resolvedPercent',
  'loss.asText',
  'loss.textChanged',
  'loss.profileAssumed',
  'loss.unrolled',
  'loss.targetUnsaid',
  'loss.endUnsaid',
  'loss.holdUnsaid',
  'loss.minUnsaid',
  'loss.maxUnsaid',
  'loss.ceilingUnsaid',
  'loss.cueUnsaid',
  'loss.descriptionUnsaid',
  'loss.sportUnsaid',
  'loss.nameUnsaid',
  'loss.zoneScheme',
] as const;

/** What a workout has and a format of other programs has no place for. */
export type WorkoutLossCode = (typeof WORKOUT_LOSS_CODES)[number];
export const WORKOUT_LOSS_CODES = [
  'loss.workoutSimulated',
  'loss.workoutMixed',
  'loss.workoutBeats',
  'loss.workoutBeatsNone',
  'loss.workoutBeatsOnly',
  'loss.workoutSteady',
  'loss.workoutDoubt',
  'loss.workoutSecondStrap',
  'loss.workoutTargets',
  'loss.workoutPlan',
  'loss.workoutPlanPart',
  'loss.workoutShifts',
  'loss.workoutCues',
  'loss.workoutPauses',
  'loss.workoutProfile',
  'loss.workoutDate',
] as const;

/** What a workout that was recorded elsewhere loses, or is given, when it is read. */
export type ImportLossCode = (typeof IMPORT_LOSS_CODES)[number];
export const IMPORT_LOSS_CODES = [
  'loss.trackData',
  'loss.startGiven',
  'loss.noHeartRate',
  'loss.clockSet',
  'loss.timesBackward',
  'loss.recordsUnread',
  'loss.recordsCut',
  'loss.elapsedCut',
  'loss.lapsCut',
  'loss.beatsLeftOut',
  'loss.gapsAsPauses',
  'loss.fileChecksum',
  'loss.fileCut',
  'loss.fileDamaged',
  'loss.fileSkipped',
  'loss.workoutTwice',
] as const;

/** What cannot be read in a plan that is typed as text (`core/plan/text`). */
export type TextCode = (typeof TEXT_CODES)[number];
const TEXT_CODES = [
  'text.unknown',
  'text.noUnit',
  'text.percentOf',
  'text.clock',
  'text.zone',
  'text.zoneCount',
  'text.zoneRange',
  'text.oneRate',
  'text.noTarget',
  'text.targetTwice',
  'text.noEnd',
  'text.endTwice',
  'text.noLevel',
  'text.whichWay',
  'text.looseTime',
  'text.holdAlone',
  'text.holdTwice',
  'text.cueTwice',
  'text.quoteOpen',
  'text.noName',
  'text.noCount',
  'text.blockName',
  'text.blockEmpty',
  'text.blockMore',
  'text.blockOpen',
  'text.bracket',
  'text.tooDeep',
  'text.ceilingTwice',
  'text.ceilingMore',
] as const;

export const PROBLEM_CODES = [
  ...LOSS_CODES,
  ...WORKOUT_LOSS_CODES,
  ...IMPORT_LOSS_CODES,
  ...TEXT_CODES,
  'frame.tooShort',
  'frame.notHex',
  'value.missing',
  'value.unknown',
  'value.type',
  'value.choice',
  'value.tooSmall',
  'value.tooLarge',
  'value.tooShort',
  'value.tooLong',
  'value.notWhole',
  'value.id',
  'json.syntax',
  'json.cut',
  'xml.syntax',
  'yaml.syntax',
  'file.include',
  'gzip.damaged',
  'zip.damaged',
  'zip.tooMany',
  'zip.tooLarge',
  'link.cut',
  'link.foreign',
  'link.tooLarge',
  'file.empty',
  'file.kind',
  'file.cut',
  'file.damaged',
  'activity.empty',
  'activity.noTimes',
  'input.tooLarge',
  'input.tooDeep',
  'input.tooMany',
  'plan.noPhases',
  'plan.tooManyPhases',
  'plan.tooLong',
  'plan.rangeReversed',
  'plan.minAboveMax',
  'plan.noLevel',
  'plan.levelTwice',
  'plan.repeatFrom',
  'plan.noEnd',
  'plan.endTwice',
  'plan.maxGiven',
  'plan.maxHrIgnored',
  'plan.zoneOutsideTarget',
  'plan.zoneBeyond',
  'edit.noStep',
  'edit.intoItself',
  'edit.historyLost',
  'key.unknown',
  'reach.target',
  'reach.targetTop',
  'reach.endAbove',
  'reach.endBelow',
  'reach.targetCeiling',
  'reach.endCeiling',
  'profile.zonesNotAscending',
  'profile.restingAboveMax',
  'profile.thresholdAboveMax',
  'strap.unknown',
  'strap.form',
  'replay.line',
  'replay.clock',
  'replay.empty',
  'recording.none',
  'record.newer',
  'record.broken',
  'record.torn',
  'backup.empty',
  'backup.foreign',
  'backup.newer',
  'backup.tooLarge',
  'backup.cut',
  'backup.damaged',
  'backup.line',
  'backup.name',
  'backup.order',
  'backup.orphan',
  'cron.empty',
  'cron.tooLong',
  'cron.fields',
  'cron.macro',
  'cron.form',
  'cron.hash',
  'cron.range',
  'cron.reversed',
  'cron.step',
  'cron.emptyItem',
  'cron.never',
] as const;

export function good<T>(value: T, notes: Problem[] = []): Parsed<T> & { ok: true } {
  return notes.length > 0 ? { ok: true, value, notes } : { ok: true, value };
}

export function bad(code: ProblemCode, params: Problem['params'] = {}, path = ''): { ok: false; problems: Problem[] } {
  return { ok: false, problems: [{ code, path, params }] };
}

/**
 * Whether a foreign value is small enough to be walked by recursion: at most `nodes` values, at most `depth` levels.
 * Iterative, because what it guards against is a stack that ends.
 */
export function bounded(value: unknown, limits: { nodes: number; depth: number }): Parsed<unknown> {
  let level: unknown[] = [value];
  let nodes = 1;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limits.depth) return bad('input.tooDeep', { max: limits.depth });
    const next: unknown[] = [];
    for (const each of level) {
      if (typeof each !== 'object' || each === null) continue;
      const children: unknown[] = Array.isArray(each) ? each : Object.values(each);
      nodes += children.length;
      if (nodes > limits.nodes) return bad('input.tooMany', { max: limits.nodes });
      for (const child of children) next.push(child);
    }
    level = next;
  }
  return good(value);
}
