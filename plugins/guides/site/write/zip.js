/** One text out of an archive, for browsers in which Python does not start. */

const ENTRY = 0x02014b50;

export async function text_in(buffer, name) {
  const view = new DataView(buffer);
  const decoder = new TextDecoder();
  // The end record has no comment here, so it is the last 22 bytes; at 16 it says where the list of files begins.
  let at = view.getUint32(buffer.byteLength - 6, true);
  while (view.getUint32(at, true) === ENTRY) {
    const [length, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    if (decoder.decode(new Uint8Array(buffer, at + 46, length)) === name) {
      const head = view.getUint32(at + 42, true);
      const start = head + 30 + view.getUint16(head + 26, true) + view.getUint16(head + 28, true);
      const packed = new Blob([new Uint8Array(buffer, start, view.getUint32(at + 20, true))]);
      return new Response(packed.stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
    }
    at += 46 + length + extra + comment;
  }
  return "";
}
