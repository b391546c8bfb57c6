// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory of a process and all its children, as Linux counts it.
 *
 * @param resident the sum of the resident sets in bytes, which counts a page that two processes
 *     share twice; -1 where it cannot be known
 * @param proportional the sum of the proportional sets in bytes, which counts such a page once; -1
 *     where it cannot be known
 */
public record Memory(long resident, long proportional) {

  /** The memory of the process and its children now. */
  public static Memory of(ProcessHandle process) {
    long resident = 0;
    long proportional = 0;
    try {
      for (ProcessHandle each :
          (Iterable<ProcessHandle>)
              java.util.stream.Stream.concat(
                      java.util.stream.Stream.of(process), process.descendants())
                  ::iterator) {
        Path rollup = Path.of("/proc", Long.toString(each.pid()), "smaps_rollup");
        for (String line : Files.readAllLines(rollup)) {
          if (line.startsWith("Rss:")) {
            resident += kibibytes(line);
          } else if (line.startsWith("Pss:")) {
            proportional += kibibytes(line);
          }
        }
      }
      return new Memory(resident * 1024, proportional * 1024);
    } catch (IOException e) {
      return new Memory(-1, -1);
    }
  }

  /** The largest resident set that the process itself ever had, in bytes; -1 if not known. */
  public static long peak(ProcessHandle process) {
    try {
      Path status = Path.of("/proc", Long.toString(process.pid()), "status");
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          return kibibytes(line) * 1024;
        }
      }
    } catch (IOException e) {
      return -1;
    }
    return -1;
  }

  private static long kibibytes(String line) {
    return Long.parseLong(line.replaceAll("[^0-9]", ""));
  }
}
