export const packed = new CompressionStream('gzip').readable;
