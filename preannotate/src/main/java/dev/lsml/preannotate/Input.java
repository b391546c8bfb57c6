// SPDX-License-Identifier: Apache-2.0
package dev.lsml.preannotate;

import dev.lsml.core.config.Settings;
import dev.lsml.preannotate.rows.Format;
import dev.lsml.preannotate.rows.Trouble;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * What is read: a file, an object of a bucket, which is brought here first since it may have to be
 * read for hours, or standard input. One thread reads; any may ask how far it is.
 */
final class Input implements Closeable {
  private final InputStream stream;
  private final Counting counting;
  private final long size;
  private final String state;
  private final @Nullable Path brought;

  private Input(
      InputStream stream, Counting counting, long size, String state, @Nullable Path brought) {
    this.stream = stream;
    this.counting = counting;
    this.size = size;
    this.state = state;
    this.brought = brought;
  }

  /**
   * Opens an input.
   *
   * @throws Trouble when there is none of that name
   * @throws IOException when it cannot be read
   */
  static Input open(String name, Settings settings) throws IOException {
    if (name.equals("-")) {
      Counting counting = new Counting(System.in);
      return new Input(counting, counting, -1, "standard input", null);
    }
    Bucket bucket = Bucket.of(name);
    if (bucket != null) {
      Path file = Files.createTempFile("lsml-input", null);
      try {
        if (!bucket
            .provider()
            .reader(bucket.bucket(), settings.environment())
            .download(bucket.key(), file)) {
          throw missing(name, "the bucket has no such object");
        }
        return open(file, name, "object of " + Files.size(file) + " bytes", file);
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(file);
        throw e;
      }
    }
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw missing(
          name, Files.exists(file) ? "it is no file" : "there is no " + file.toAbsolutePath());
    }
    String state = Files.size(file) + " bytes of " + Files.getLastModifiedTime(file).toInstant();
    return open(file, name, state, null);
  }

  private static Trouble missing(String name, String cause) {
    return new Trouble("The input " + name + " cannot be read", cause, "Name one that exists");
  }

  private static Input open(Path file, String name, String state, @Nullable Path brought)
      throws IOException {
    Counting counting = new Counting(Files.newInputStream(file));
    try {
      InputStream stream =
          Format.isGzip(name)
              ? new GZIPInputStream(new BufferedInputStream(counting, 1 << 16), 1 << 16)
              : counting;
      return new Input(stream, counting, Files.size(file), state, brought);
    } catch (ZipException e) {
      counting.close();
      throw new Trouble(
          "The input " + name + " cannot be read",
          "its name ends in .gz and its content is not compressed",
          "Rename it",
          e);
    } catch (IOException e) {
      counting.close();
      throw e;
    }
  }

  /** The uncompressed bytes. */
  InputStream stream() {
    return stream;
  }

  /** Tells it from the same input at another time. */
  String state() {
    return state;
  }

  /** How much of it was read, 0 to 1; negative when that is not known. */
  double share() {
    return size <= 0 ? -1 : Math.min(1, counting.count / (double) size);
  }

  @Override
  public void close() throws IOException {
    counting.close();
    if (brought != null) {
      Files.deleteIfExists(brought);
    }
  }

  private static final class Counting extends FilterInputStream {
    /** Written by the one thread that reads. */
    private volatile long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      long before = count;
      count = before + Math.max(0, read);
      return read;
    }
  }
}
