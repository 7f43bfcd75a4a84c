import { NAME_MAX } from '../../../core/plan/planFile.ts';
import { PHASES_MAX, type Phase, type Plan } from '../../../core/plan/plan.ts';
import { importedPlanId } from '../../../core/records/importedFrom.ts';
import type { TimelineEntry } from '../../../core/session/session.ts';
import { LAP_NAME } from '../../plan/phaseNames.ts';
import type { Course } from './course.ts';
import type { SessionImportContext } from './importing.ts';
import type { Recorded } from './recorded.ts';
import { oneLine } from './text.ts';

/**
 * The plan that a workout without one has: laps by hand, as in a quick workout; where its laps have names of their own, a
 * phase for each. And how it was done.
 */
export function lapPlanOf(
  recorded: Recorded,
  { lapsFromS, elapsedS }: Course,
  workoutId: string,
  label: string,
  { words, name }: SessionImportContext,
): { plan: Plan; timeline: TimelineEntry[] } {
  const unnamed = oneLine(words?.lap ?? '', NAME_MAX) || LAP_NAME;
  const names = lapsFromS.map((lap) => oneLine(lap.name, NAME_MAX));
  const isNamed = new Set(names).size > 1 && names.length <= PHASES_MAX;
  const phaseOf = (phaseName: string): Phase => ({
    name: phaseName || unnamed,
    target: { type: 'open' },
    end: { type: 'hand' },
  });
  const title = [recorded.title, words?.workout(recorded.sport), name, label].map((each) =>
    oneLine(each ?? '', NAME_MAX),
  );
  const plan: Plan = {
    id: importedPlanId(workoutId),
    name: title.find((each) => each !== '') ?? label,
    description: '',
    sport: recorded.sport,
    ...(isNamed ? {} : { endless: true }),
    phases: isNamed ? names.map(phaseOf) : [phaseOf(names[0] ?? '')],
  };
  const timeline = lapsFromS.map(({ fromS }, i): TimelineEntry => {
    const isLast = i === lapsFromS.length - 1;
    return {
      phase: isNamed ? i : 0,
      fromS,
      toS: lapsFromS[i + 1]?.fromS ?? elapsedS,
      endedBy: isLast && !isNamed ? 'stop' : 'hand',
      ...{ lowS: 0, inS: 0, highS: 0 },
    };
  });
  return { plan, timeline };
}
