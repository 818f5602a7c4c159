declare module 'heic-decode' {
  interface Decoded {
    width: number;
    height: number;
    /** Four bytes a pixel. */
    data: Uint8ClampedArray;
  }

  interface Image {
    width: number;
    height: number;
    decode(): Promise<Decoded>;
  }

  const decode: {
    /** The pictures of a file with their sizes; nothing is decoded before it is asked for. */
    all(input: { buffer: Uint8Array }): Promise<Image[] & { dispose(): void }>;
  };
  export default decode;
}
