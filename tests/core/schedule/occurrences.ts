import type { Occurrence, OccurrenceEnd } from '../../../src/core/schedule/occurrence.ts';

export const ENDS: Record<string, OccurrenceEnd | null> = {
  pending: null,
  kept: { status: 'started', atEpochMs: 0, sessionId: 's', provenance: 'strap' },
  underWay: { status: 'started', atEpochMs: 0, sessionId: 's', provenance: null },
  tried: { status: 'started', atEpochMs: 0, sessionId: 's', provenance: 'simulated' },
  skipped: { status: 'skipped', atEpochMs: 0, by: 'person' },
  lapsed: { status: 'skipped', atEpochMs: 0, by: 'time' },
  missed: { status: 'missed', atEpochMs: 0 },
  moved: { status: 'moved', atEpochMs: 0, to: 'x' },
  cancelled: { status: 'cancelled', atEpochMs: 0, why: 'edited' },
};

/** `2026-11-23 kept`: planned for 06:30 of that day, as this device counts, and what became of it. */
export function occurrences(script: string): Occurrence[] {
  return script
    .split(',')
    .map((each) => each.trim().split(' '))
    .filter(([day]) => day !== '')
    .map(([day = '', end = ''], i) => ({
      id: `${day}/${String(i)}`,
      scheduleId: 'a',
      revision: 1,
      planId: 'tempo',
      planName: 'Tempo',
      localTime: `${day}T06:30:00`,
      offsetMin: 0,
      timeZone: 'UTC',
      fireAtEpochMs: new Date(`${day}T06:30`).getTime(),
      movedFrom: null,
      readyAtEpochMs: null,
      end: ENDS[end] ?? null,
    }));
}
