// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.jmh;

import dev.lsml.core.result.BrushRle;
import dev.lsml.core.result.ImageSize;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The run-length code of brush masks: a disc on an image of one megapixel. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class BrushBenchmark {
  private static final int SIDE = 1024;

  private final ImageSize size = new ImageSize(SIDE, SIDE);
  private final byte[] mask = disc();
  private final List<Object> code = numbers(BrushRle.encodeMask(mask, size));

  /** Mask to code. */
  @Benchmark
  public byte[] encode() {
    return BrushRle.encodeMask(mask, size);
  }

  /** Code to mask. */
  @Benchmark
  public byte[] decode() {
    return BrushRle.decodeMask(code, size);
  }

  private static byte[] disc() {
    byte[] mask = new byte[SIDE * SIDE];
    int radius = SIDE / 3;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int dx = x - SIDE / 2;
        int dy = y - SIDE / 2;
        mask[y * SIDE + x] = (byte) (dx * dx + dy * dy < radius * radius ? 1 : 0);
      }
    }
    return mask;
  }

  private static List<Object> numbers(byte[] bytes) {
    List<Object> numbers = new ArrayList<>(bytes.length);
    for (byte b : bytes) {
      numbers.add((long) (b & 0xFF)); // as read from JSON
    }
    return numbers;
  }
}
