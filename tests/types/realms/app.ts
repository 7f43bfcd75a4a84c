// @ts-expect-error no process
process;

export const straps = navigator.bluetooth.getDevices();
document.title = '';
