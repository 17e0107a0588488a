// The wire: what the citizen says goes out once, what is said here comes in once.
// 1. Every line has an id; a line whose fate is unknown is sent again under it. Lines keep order.
// 2. Chat and token are in sessionStorage: they outlive a reload and a phone's sleep and end with the
//    tab, for the next person at a shared computer. The token is sent in a header, never in a URL.
const SHELF = "esik";
const WAIT = 20;
const PATIENCE = 35_000;

export class Wire {
  // see: {lines, sent, failed, up, down, lost, language}, called when it happens
  constructor(wish, see) {
    Object.assign(this, { wish, see, seq: 0, trouble: 0, resting: [], kept: recall() });
    addEventListener("online", () => this.wake());
    document.addEventListener("visibilitychange", () => document.hidden || this.wake());
  }

  async open() {
    while (!this.kept.chat) {
      const answer = await this.ask("/api/chat", this.wish);
      if (answer?.ok) Object.assign(this.kept, await answer.json());
      else await this.rest(answer);
    }
    this.keep();
    this.send();
    this.listen();
  }

  say(body, shown) {
    const entry = { body: { id: newId(), ...body }, shown };
    this.kept.queue.push(entry);
    this.keep();
    this.send();
    return entry;
  }

  async send() {
    if (this.sending || !this.kept.chat) return;
    this.sending = true;
    for (let entry; (entry = this.kept.queue[0]); ) {
      const answer = await this.ask(this.path("messages"), entry.body);
      if (!answer || answer.status === 503 || answer.status === 429) {
        await this.rest(answer);
        continue;
      }
      this.kept.queue.shift();
      this.keep();
      if (answer.ok) this.see.sent(entry);
      else this.see.failed(entry, why(await answer.text()));
    }
    this.sending = false;
  }

  async listen() {
    while (this.kept.chat) {
      const first = !this.seq;
      const path = this.path(`messages?after=${this.seq}&wait=${first ? 0 : WAIT}`);
      const answer = await this.ask(path, null, (this.poll = new AbortController()));
      if (answer?.status === 404 || answer?.status === 401) return this.see.lost();
      const told = answer?.ok && (await answer.json().catch(() => null));
      if (!told) {
        await this.rest(answer);
        continue;
      }
      await this.see.language(answer.headers.get("Content-Language"));
      const fresh = told.messages.filter((message) => message.seq > this.seq);
      if (fresh.length) this.seq = fresh[fresh.length - 1].seq;
      this.see.lines(fresh, first);
    }
  }

  // The answer, or null when there is none: no net, or silence for too long.
  async ask(path, body, stop = new AbortController()) {
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const headers = { ...this.headers(), "Content-Type": "application/json" };
      const sent = body ? { method: "POST", body: JSON.stringify(body) } : {};
      const answer = await fetch(path, { ...sent, headers, signal: stop.signal, cache: "no-store" });
      this.trouble = 0;
      this.see.up();
      return answer;
    } catch {
      if (!stop.woken) this.see.down(++this.trouble);
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  // Wait before trying again, longer each time; the net or the reader coming back ends it.
  rest(answer) {
    const seconds = answer?.headers.get("Retry-After") ?? Math.min(15, 2 ** this.trouble / 2);
    return new Promise((go) => {
      setTimeout(go, seconds * 1000);
      if (!answer) this.resting.push(go);
    });
  }

  wake() {
    for (const go of this.resting.splice(0)) go();
    if (!this.poll) return;
    this.poll.woken = true;
    this.poll.abort();
  }

  end() {
    this.kept = { queue: [] };
    shelf((box) => box.removeItem(SHELF));
  }

  path(rest) {
    return `/api/chat/${this.kept.chat}/${rest}`;
  }

  headers() {
    const { token } = this.kept;
    const known = { "Accept-Language": document.documentElement.lang };
    return token ? { ...known, Authorization: `Bearer ${token}` } : known;
  }

  keep() {
    shelf((box) => box.setItem(SHELF, JSON.stringify(this.kept)));
  }
}

export function newId() {
  return crypto.randomUUID?.() ?? crypto.getRandomValues(new Uint32Array(4)).join("-");
}

function recall() {
  return { queue: [], ...JSON.parse(shelf((box) => box.getItem(SHELF)) ?? "{}") };
}

// A browser may forbid keeping anything; then the talk lives as long as the page.
function shelf(use) {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}

export function why(text) {
  try {
    return JSON.parse(text).error.text;
  } catch {
    return "";
  }
}
