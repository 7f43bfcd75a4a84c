// What every host has for packing and for text, beside the language: this folder may use it, and nothing else of theirs.

interface ReadableStreamReader<T> {
  read(): Promise<{ done: false; value: T } | { done: true; value: undefined }>;
  cancel(): Promise<void>;
}

declare class ReadableStream<T> {
  constructor(source: {
    pull?: (controller: { enqueue(chunk: T): void; close(): void }) => Promise<void>;
    cancel?: () => Promise<void>;
  });
  getReader(): ReadableStreamReader<T>;
  pipeThrough<R>(through: { readable: ReadableStream<R>; writable: object }): ReadableStream<R>;
}

declare class TransformStream<I, O> {
  constructor(transformer: { transform(chunk: I, controller: { enqueue(chunk: O): void }): void });
  readonly readable: ReadableStream<O>;
  readonly writable: object;
}

declare class CompressionStream {
  constructor(format: 'gzip');
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly writable: object;
}

declare class DecompressionStream {
  constructor(format: 'gzip');
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly writable: object;
}

interface AbortSignal {
  addEventListener(type: 'abort', listener: () => void): void;
  throwIfAborted(): void;
}

interface Blob {
  readonly size: number;
  slice(from: number, to: number): Blob;
  arrayBuffer(): Promise<ArrayBuffer>;
  stream(): ReadableStream<Uint8Array<ArrayBuffer>>;
}

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label: 'utf-8' | 'utf-16le' | 'utf-16be', options: { fatal: boolean });
  decode(bytes: Uint8Array, options?: { stream: boolean }): string;
}

declare function atob(text: string): string;
declare function btoa(text: string): string;
