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

/** A line that was opened ahead of the page's script. */
interface Ahead {
  line: WebSocket;
  /** The request that its address asks, as its text. */
  asked: string;
  /** What came, in its order. */
  brought: MessageEvent[];
}

declare global {
  interface Window {
    /** What the page's guard has opened ahead of the script, until that takes it over. */
    ahead?: Ahead;
  }
}

/** The request that was asked ahead of the script, as its text; empty for none, or where its line is closed. */
export function askedAhead(): string {
  const { ahead } = window;
  return ahead && ahead.line.readyState <= WebSocket.OPEN ? ahead.asked : "";
}

/**
 * Opens a socket: the one that was opened ahead, the first time and if it was not closed
 * meanwhile, as where the script took long to come; else a new one. That the one is open,
 * and what it has brought, it tells once its handlers are set.
 */
export function openSocket(url: string, protocol: string): Socket {
  const { ahead } = window;
  delete window.ahead;
  if (!ahead || ahead.line.readyState > WebSocket.OPEN) return new WebSocket(url, protocol);
  const { line, asked, brought } = ahead;
  if (line.readyState === WebSocket.OPEN) {
    queueMicrotask(() => {
      line.onopen?.(new Event("open"));
      for (const event of brought) line.onmessage?.(event);
    });
  }
  return butOnce(line, asked);
}

/** A socket that was asked a text already, and does not send it again. */
function butOnce(line: WebSocket, text: string): Socket {
  const send = line.send.bind(line);
  line.send = (next) => {
    if (next === text) line.send = send;
    else send(next);
  };
  return line;
}

/** Closes a socket and removes its handlers. */
export function release(socket: Socket | null): void {
  if (!socket) return;
  socket.onopen = socket.onclose = socket.onmessage = null;
  socket.close();
}
