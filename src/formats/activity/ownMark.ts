import type { FinishedSession } from '../../core/records/finished.ts';
import { isId } from '../../core/parse/limits.ts';

// How a workout of ours is known again in a file that other programs made the format of: it comes back as the workout that
// it is, and not as a second one. Where each format has it:
//
//   FIT   `device_info` (message 23) of the creator (`device_index` 0), field 19 `descriptor`. Every reader passes over it,
//         while a developer field needs two more messages and is lost in more programs; `serial_number` has 32 bits only.
//         The name of the plan is `wkt_name` (field 8) of the `workout` (message 26), with the phases as its steps, which
//         `wkt_step_index` (field 71) of each lap points to. `file_id` has a product name (field 8), see below.
//   TCX   `Extensions` of the `Activity`, an element `Workout` in OWN_NAMESPACE with the attributes `id` (the mark) and `plan`
//         (the plan's name). The name of a phase is in the `Notes` of its lap.
//   CSV   has no place for it: the start, to the millisecond, is the `time` of the first row less its `seconds`.

/** What the file says wrote it. A simulated heart says so wherever a program shows that: nobody shall take it for a real one. */
export const OWN_PRODUCT = 'Beatkeeper';
export const OWN_PRODUCT_SIMULATED = 'Beatkeeper (simulated heart)';

/** The name of an XML namespace, which is no address that anybody asks for. */
export const OWN_NAMESPACE = 'urn:beatkeeper:workout:1';

export const productOf = ({ summary }: Pick<FinishedSession, 'summary'>): string =>
  summary.provenance === 'simulated' ? OWN_PRODUCT_SIMULATED : OWN_PRODUCT;

export const OWN_MARK_PREFIX = 'beatkeeper:';

/** `beatkeeper:5ad00000-0000-4000-8000-000000000002` */
export const ownMark = ({ id }: Pick<FinishedSession, 'id'>): string => `${OWN_MARK_PREFIX}${id}`;

/** The id of the workout in a mark; none where it is not one of ours. */
export function idInMark(text: string): string | undefined {
  const id = text.startsWith(OWN_MARK_PREFIX) ? text.slice(OWN_MARK_PREFIX.length) : '';
  return isId(id) ? id : undefined;
}

/** The first line of our tables: of a workout by the second, and of its beats. */
export const CSV_COLUMNS = 'seconds,time,bpm,steadyBpm,phase,target_low,target_high,source';
export const RR_COLUMNS = 'seconds,rr_ms';
