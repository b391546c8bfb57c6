// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import dev.lsml.core.files.PinnedHttp.Answer;
import dev.lsml.core.files.TaskFileException.Step;
import dev.lsml.core.protocol.Task;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Turns a value of a task's data into a file (protocol §5.4): web addresses, {@code data:}
 * addresses, files uploaded to Label Studio, its local files, and {@code s3:}, {@code gs:} and
 * {@code azure-blob:} objects, for which Label Studio makes a signed address.
 *
 * <p>Task data is written by whoever may import tasks. So only public web addresses are fetched,
 * beside Label Studio itself and the allowed hosts; every address that a host name has is checked,
 * and the connection goes to the checked one; redirects are checked alike. Label Studio's key goes
 * to Label Studio only. Nothing else than {@code http} and {@code https} is opened, and no file of
 * this machine outside the folders named in the options. No proxy is used.
 *
 * <p>Files are cached by the value they came from and stay what they were when first fetched.
 * Thread-safe. Making one touches neither network nor disk.
 */
public final class TaskFiles {
  private final Locator locator;
  private final FileCache cache;
  private final FileLimits limits;
  private final Downloader downloader;
  private final LongSupplier nanos;

  /** A resolver on the machine's network and clock. */
  public TaskFiles(TaskFilesOptions options, InstantSource clock) {
    this(options, clock, System::nanoTime, InetAddress::getAllByName, null);
  }

  /** The same with the parts that tests replace; {@code null} for the JDK's own trust in hosts. */
  TaskFiles(
      TaskFilesOptions options,
      InstantSource clock,
      LongSupplier nanos,
      Resolver resolver,
      @Nullable SSLSocketFactory tls) {
    this.locator = new Locator(options);
    this.cache = new FileCache(options.cacheFolder(), options.limits(), clock);
    this.limits = options.limits();
    this.nanos = nanos;
    this.downloader =
        new Downloader(
            options.credentials(),
            options.allowedHosts(),
            resolver,
            new PinnedHttp(tls, limits.connectTimeout()));
  }

  /**
   * Gets a file and holds it; the best way for a file that is read for a while.
   *
   * @param task whose data the value is from
   * @param uri the value
   * @throws TaskFileException when it cannot be had
   */
  public TaskFile open(Task task, String uri) {
    try {
      Location location = locator.locate(task, uri);
      if (location instanceof Location.Local local) {
        return new TaskFile(local.path(), () -> {});
      } else if (location instanceof Location.Inline inline) {
        return cache.get(
            inline.cacheKey(), inline.extension(), () -> new InlineContent(inline.content()));
      }
      Location.Remote remote = (Location.Remote) location;
      return cache.get(remote.cacheKey(), remote.extension(), () -> download(remote));
    } catch (FileFailure e) {
      throw e.of(words(task, uri));
    }
  }

  /**
   * Gets a file. Its path is good for the time that the limits name ({@link FileLimits#keep});
   * whoever reads longer takes {@link #open}.
   *
   * @throws TaskFileException when it cannot be had
   */
  public Path file(Task task, String uri) {
    try (TaskFile file = open(task, uri)) {
      cache.keep(file);
      return file.path();
    }
  }

  /**
   * Gets a file's content.
   *
   * @throws TaskFileException when it cannot be had
   */
  public byte[] bytes(Task task, String uri) {
    try (TaskFile file = open(task, uri)) {
      return file.bytes();
    } catch (IOException e) {
      throw unreadable(e).of(words(task, uri));
    }
  }

  /**
   * Opens a file's content, to be closed by the caller.
   *
   * @throws TaskFileException when it cannot be had
   */
  public InputStream stream(Task task, String uri) {
    try (TaskFile file = open(task, uri)) {
      return file.stream();
    } catch (IOException e) {
      throw unreadable(e).of(words(task, uri));
    }
  }

  private FileCache.Content download(Location.Remote remote) throws FileFailure {
    Answer answer = downloader.open(remote, new Deadline(nanos, limits.totalTimeout()));
    try {
      if (BodyStreams.length(answer.head()) > limits.maxFileBytes()) {
        throw FileCache.tooLarge(limits.maxFileBytes());
      }
      return new Download(answer, answer.body());
    } catch (IOException e) {
      answer.close();
      throw Downloader.download(e);
    } catch (FileFailure e) {
      answer.close();
      throw e;
    }
  }

  private static FileFailure unreadable(IOException e) {
    return new FileFailure(
        Step.CACHE, "the file cannot be read: " + e, "Check the cache folder and its disk", e);
  }

  /** Names a file in a message: without its query, which may be a signature, and not too long. */
  private static String words(Task task, String uri) {
    int start = 0;
    int slashes = uri.indexOf("//");
    int end = 0;
    // The query of a local file is its name.
    boolean named = uri.startsWith("/") && uri.contains("/data/local-files");
    String stop = named ? "#&," : "?#,";
    while (end < uri.length() && stop.indexOf(uri.charAt(end)) < 0 && uri.charAt(end) >= ' ') {
      if (uri.charAt(end) == '@' && slashes >= 0 && uri.indexOf('/', slashes + 2) > end) {
        start = end + 1; // What stands before the host may be a password.
      }
      end++;
    }
    end = Math.min(end, start + 120);
    String shown =
        (start > 0 ? "…" : "") + uri.substring(start, end) + (end < uri.length() ? "…" : "");
    return "'" + shown + "'" + (task.id() == null ? "" : " of task " + task.id());
  }

  private record Download(Answer answer, InputStream stream) implements FileCache.Content {
    @Override
    public void close() {
      answer.close();
    }
  }

  private static final class InlineContent implements FileCache.Content {
    private final InputStream stream;

    InlineContent(byte[] content) {
      this.stream = new ByteArrayInputStream(content);
    }

    @Override
    public InputStream stream() {
      return stream;
    }

    @Override
    public void close() {}
  }
}
