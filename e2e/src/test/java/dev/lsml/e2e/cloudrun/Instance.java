// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.cloudrun;

import dev.lsml.e2e.parts.Container;
import java.io.IOException;
import java.net.URI;

/**
 * One container that answers requests. While it answers none it has no processor, if that was
 * applied: what it does in the background stands still. Thread-safe.
 */
final class Instance {
  private final Container container;
  private final int port;
  private final boolean cpuIdle;
  private int inFlight;

  Instance(Container container, int port, boolean cpuIdle) {
    this.container = container;
    this.port = port;
    this.cpuIdle = cpuIdle;
  }

  Container container() {
    return container;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Takes a request, unless it has as many as it may have. */
  synchronized boolean enter(int concurrency) throws IOException, InterruptedException {
    if (inFlight >= concurrency || !container.isAlive()) {
      return false;
    }
    if (inFlight++ == 0 && cpuIdle) {
      container.freeze(false);
    }
    return true;
  }

  /** The request is answered. */
  synchronized void leave() throws IOException, InterruptedException {
    if (--inFlight == 0) {
      rest();
    }
  }

  /** It has no request now. */
  synchronized void rest() throws IOException, InterruptedException {
    if (cpuIdle) {
      container.freeze(true);
    }
  }

  synchronized boolean isIdle() {
    return inFlight == 0;
  }
}
