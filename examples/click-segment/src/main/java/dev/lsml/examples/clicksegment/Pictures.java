// SPDX-License-Identifier: Apache-2.0
package dev.lsml.examples.clicksegment;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The images that were clicked on last, since the next click on one comes seconds later. They take
 * up to a limit of memory; one that is larger than that is kept alone. Thread-safe; two requests
 * for a new image may both read it.
 */
final class Pictures {
  private final long mostBytes;
  private final Map<String, Picture> byAddress = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** Limits the memory. */
  Pictures(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Where an image comes from when it is not there. */
  interface Source {
    Picture read() throws IOException;
  }

  /** The image of an address. */
  Picture get(String address, Source source) throws IOException {
    synchronized (byAddress) {
      Picture known = byAddress.get(address);
      if (known != null) {
        return known;
      }
    }
    Picture picture = source.read();
    synchronized (byAddress) {
      Picture replaced = byAddress.put(address, picture);
      bytes += picture.bytes() - (replaced == null ? 0 : replaced.bytes());
      Iterator<Picture> oldest = byAddress.values().iterator();
      while (bytes > mostBytes && byAddress.size() > 1) {
        bytes -= oldest.next().bytes();
        oldest.remove();
      }
    }
    return picture;
  }
}
