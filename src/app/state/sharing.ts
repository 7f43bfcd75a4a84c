export { save } from '../device/download.ts';
export { canShare, copied, shared } from '../device/sharing.ts';
