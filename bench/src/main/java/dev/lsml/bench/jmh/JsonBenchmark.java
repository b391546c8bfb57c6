// SPDX-License-Identifier: Apache-2.0
package dev.lsml.bench.jmh;

import dev.lsml.bench.Bodies;
import dev.lsml.core.json.Json;
import dev.lsml.core.protocol.PredictRequest;
import dev.lsml.core.protocol.ProtocolCodec;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading and writing the body of a request with 100 tasks. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JsonBenchmark {
  private final byte[] body = Bodies.predict(100, 110);
  private final @Nullable Object document = Json.read(body);

  /** Bytes to plain values. */
  @Benchmark
  public @Nullable Object read() {
    return Json.read(body);
  }

  /** Plain values to bytes. */
  @Benchmark
  public byte[] write() {
    return Json.bytes(document);
  }

  /** Plain values to tasks. */
  @Benchmark
  public PredictRequest decode() {
    return ProtocolCodec.predict(document);
  }
}
