export { onLaunched as takeLaunched, sharedFiles as takeSharedFiles } from '../device/handedOver.ts';
