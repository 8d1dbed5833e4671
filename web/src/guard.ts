// What stands before the page's script, and is no part of it: it says on the
// page what fails, at load or later. A browser too old for the rest still runs
// it, so it is bundled by itself, for the language of 2009. Its words are the
// template's: the script that has the others may be what is missing.

(function () {
  var root = document.documentElement;
  var said: Record<string, boolean> = {};
  var waiting = false;

  guardLanguage();
  addEventListener("error", failed, true); // a file that does not come is told to its own element alone: hence true
  addEventListener("unhandledrejection", function (event) {
    var reason: unknown = event.reason;
    if (!isForeign(stackOf(reason)) && nameOf(reason) !== "AbortError") tellThrown(reason);
  });
  addEventListener("fault", function () {
    said["missing"] = false; // it was asked for once more
    tell("missing", "");
  });
  if (!readsModules()) tell("old", "");
  else if (location.pathname.indexOf("/live/") < 0) openLine(); // a page that follows asks late, and the server waits for no line long

  /**
   * Opens the line to the server by an address that asks for the page's runs, and keeps what comes until the page's
   * script takes it over (wire/socket.ts): meanwhile the browser reads that.
   */
  function openLine(): void {
    var script = document.currentScript!;
    var asked = script.getAttribute("data-ask")!;
    var address = location.protocol.replace("http", "ws") + "//" + location.host + script.getAttribute("data-line");
    var brought: MessageEvent[] = [];
    try {
      var line = new WebSocket(address + "?ask=" + encodeURIComponent(asked), script.getAttribute("data-protocol")!);
      line.binaryType = "arraybuffer";
      line.onmessage = function (event) {
        brought.push(event);
      };
      window.ahead = { line: line, asked: asked, brought: brought };
    } catch (_) {
      // the script tries again, and says what is wrong
    }
  }

  /** A language that is no valid tag ("C", "en-US@posix") makes the chart's library throw: the page's own stands for it. */
  function guardLanguage(): void {
    try {
      new Intl.NumberFormat(navigator.language);
    } catch (_) {
      Object.defineProperty(navigator, "language", { value: root.lang || "en", configurable: true });
    }
  }

  /** A browser that does not passes over the page's script in silence. */
  function readsModules(): boolean {
    return "noModule" in document.createElement("script");
  }

  /** Whether the browser has what came with the syntax of the page's script. */
  function modern(): boolean {
    return readsModules() && "hasOwn" in Object;
  }

  function failed(event: Event): void {
    var target = event.target as HTMLScriptElement & HTMLLinkElement;
    if (isThrown(event)) {
      // Without a file it is another site's script or an extension's; the browser's own remark on resizing is no fault.
      if (!event.filename || isForeign(event.filename) || /^ResizeObserver/.test(event.message)) return;
      tellThrown(event.error || event.message);
    } else if (target.tagName === "SCRIPT" || (target.tagName === "LINK" && target.rel === "stylesheet")) {
      tell("missing", (target.src || target.href).replace(/[?#].*/, "").replace(/.*\//, ""));
    }
  }

  function isThrown(event: Event): event is ErrorEvent {
    return "filename" in event;
  }

  function tellThrown(reason: unknown): void {
    if (started()) tell("late", String(reason));
    else tell(modern() ? "start" : "old", String(reason));
  }

  /** The page's script has run to its end. */
  function started(): boolean {
    return root.hasAttribute("data-started");
  }

  /** Says a fault once, as soon as there is a place for it. What is told first is the cause of the rest. */
  function tell(kind: string, what: string): void {
    if (said[kind + what] || waiting) return;
    said[kind + what] = true;
    if (document.getElementById("fault")) return show(kind, what);
    waiting = true;
    addEventListener("DOMContentLoaded", function () {
      waiting = false;
      show(kind, what);
    });
  }

  function show(kind: string, what: string): void {
    var place = document.getElementById("fault")!;
    if (place.hasAttribute("data-told") && !place.hidden) return;
    place.setAttribute("data-told", kind);
    place.hidden = false;
    document.getElementById("fault-text")!.textContent = place.getAttribute("data-" + kind)!;
    document.getElementById("fault-what")!.textContent = what.slice(0, 200);
    document.getElementById("fault-close")!.onclick = function () {
      place.hidden = true;
    };
  }

  function isForeign(where: string): boolean {
    return /(^|[\s(@])[a-z-]*extension:/.test(where);
  }

  function stackOf(reason: unknown): string {
    return String((reason && (reason as Error).stack) || "");
  }

  function nameOf(reason: unknown): string {
    return String((reason && (reason as Error).name) || "");
  }
})();
