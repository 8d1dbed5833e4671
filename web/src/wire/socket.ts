// What the stream sends and receives through: a websocket, or its replacement.
import { onHost } from "../dom/site.ts";

/** What is used of a WebSocket. */
export interface Socket {
  binaryType: string;
  onopen: ((event: Event) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  send(text: string): void;
  close(): void;
}

/** Why no websocket gets through: it was never open, brought nothing in time, or broke before it brought anything. */
export type Why = "refused" | "silent" | "dropped";

/** The subprotocol, which names the version of the messages. */
export const PROTOCOL = "downhill.v2";

/** The stream's address for a page at this location. */
export function streamURL(location: { protocol: string; host: string }): string {
  return `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}${onHost("/ws")}`;
}

declare global {
  interface Window {
    /** What the page's guard has opened ahead of the script, until that takes it over. */
    line?: WebSocket;
  }
}

/** The socket that was opened ahead, the first time and if it was not closed meanwhile, as where the script took long to come; else a new one. That it is open it tells once its handlers are set. */
export function openSocket(url: string, protocol: string): Socket {
  const { line } = window;
  delete window.line;
  if (!line || line.readyState > WebSocket.OPEN) return new WebSocket(url, protocol);
  const open = line.readyState === WebSocket.OPEN;
  if (open) queueMicrotask(() => line.onopen?.(new Event("open")));
  return line;
}

/** Closes a socket and removes its handlers. */
export function release(socket: Socket | null): void {
  if (!socket) return;
  socket.onopen = socket.onclose = socket.onmessage = null;
  socket.close();
}
