import type { Parsed, Problem } from '../../core/parsed.ts';
import { type Profile, type ZoneBasis } from '../../core/zones.ts';
import { parseProfile } from '../../core/profile.ts';

/** A profile as it is being written: what stands in the fields, whatever it is. */
export interface ProfileDraft {
  bpmMax: string;
  bpmResting: string;
  bpmThreshold: string;
  zoneBasis: ZoneBasis;
  floors: readonly string[];
}

export function draftOf(profile: Profile): ProfileDraft {
  return {
    bpmMax: String(profile.bpmMax),
    bpmResting: String(profile.bpmResting),
    bpmThreshold: String(profile.bpmThreshold),
    zoneBasis: profile.zoneBasis,
    floors: profile.zoneFloorsPct.map(String),
  };
}

/** What the fields come to. A threshold that is not asked for must not stand in the way of a new maximum. */
export function readDraft(draft: ProfileDraft): Parsed<Profile> {
  const bpmMax = numberIn(draft.bpmMax);
  const bpmThreshold = numberIn(draft.bpmThreshold);
  const asked = draft.zoneBasis === 'threshold';
  return parseProfile({
    bpmMax,
    bpmResting: numberIn(draft.bpmResting),
    bpmThreshold: asked ? bpmThreshold : Math.max(60, Math.min(bpmThreshold || 0, bpmMax || 60)),
    zoneBasis: draft.zoneBasis,
    zoneFloorsPct: draft.floors.map(numberIn),
  });
}

/** The first problem of a field, by its place in the profile. */
export function problemAt(read: Parsed<Profile>, path: string): Problem | undefined {
  return read.ok ? undefined : read.problems.find((problem) => problem.path === path);
}

/** A number as people write it, also with a comma; NaN for anything else, which the parser refuses. */
export function numberIn(text: string): number {
  const trimmed = text.trim().replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : NaN;
}
