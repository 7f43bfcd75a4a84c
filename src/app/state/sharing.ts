export { workoutStem } from '../../formats/activity/workoutStem.ts';
export { save } from '../device/download.ts';
export { canShare, copied, shared, sharedOrRefused } from '../device/sharing.ts';
