// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import dev.lsml.core.files.TaskFileException.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Downloaded files by key, bounded in their total size. A file is written under another name and
 * then moved, so that a name stands for a whole file. However many threads want a file, one of them
 * fetches it and the others share the outcome.
 *
 * <p>Room is made by removing what was used longest ago. Never removed are files that somebody
 * holds open as a {@link TaskFile}, and files whose bare path was handed out less than {@code keep}
 * ago. When these alone fill the cache, the next file is refused rather than one taken away from
 * its reader. Files being downloaded come on top of the bound. Thread-safe.
 */
final class FileCache {
  private final Path folder;
  private final FileLimits limits;
  private final InstantSource clock;
  private final Map<String, CompletableFuture<Void>> loading = new HashMap<>();
  private @Nullable CacheIndex index;

  FileCache(Path folder, FileLimits limits, InstantSource clock) {
    this.folder = folder;
    this.limits = limits;
    this.clock = clock;
  }

  /** Opens the content of a file that is not in the cache yet. */
  @FunctionalInterface
  interface Source {
    Content open() throws FileFailure;
  }

  /** Content on its way; closing it ends the way. */
  interface Content extends AutoCloseable {
    InputStream stream();

    @Override
    void close();
  }

  /** The file of that key, fetched if need be. */
  TaskFile get(String key, String extension, Source source) throws FileFailure {
    String name = name(key) + extension;
    while (true) {
      CompletableFuture<Void> wait;
      CompletableFuture<Void> mine = null;
      synchronized (this) {
        TaskFile file = held(name);
        if (file != null) {
          return file;
        }
        wait = loading.get(name);
        if (wait == null) {
          mine = new CompletableFuture<>();
          loading.put(name, mine);
        }
      }
      if (wait != null) {
        join(wait);
      } else if (mine != null) {
        return load(name, source, mine);
      }
    }
  }

  /** Promises that the path stays for a while after it is closed. */
  synchronized void keep(TaskFile file) {
    if (index != null) {
      index.keep(file.path(), clock.instant().plus(limits.keep()));
    }
  }

  static FileFailure tooLarge(long limit) {
    return new FileFailure(
        Step.DOWNLOAD,
        "the file is larger than " + limit + " bytes",
        "Use a smaller file, or raise the limit for files");
  }

  private TaskFile load(String name, Source source, CompletableFuture<Void> mine)
      throws FileFailure {
    Path part = null;
    try {
      CacheIndex.makeFolder(folder);
      part = Files.createTempFile(folder, name + ".", CacheIndex.UNFINISHED);
      long size = fill(part, source);
      TaskFile file = store(name, part, size);
      finish(name);
      mine.complete(null);
      return file;
    } catch (IOException e) {
      FileFailure failure = disk(e);
      finish(name);
      mine.completeExceptionally(failure);
      throw failure;
    } catch (FileFailure | RuntimeException | Error e) {
      finish(name);
      mine.completeExceptionally(e);
      throw e;
    } finally {
      delete(part);
    }
  }

  private long fill(Path part, Source source) throws FileFailure, IOException {
    try (Content content = source.open();
        OutputStream out = Files.newOutputStream(part)) {
      InputStream in = content.stream();
      byte[] buffer = new byte[64 << 10];
      long size = 0;
      while (true) {
        int count;
        try {
          count = in.read(buffer);
        } catch (IOException e) {
          throw Downloader.download(e);
        }
        if (count < 0) {
          return size;
        }
        size += count;
        if (size > limits.maxFileBytes()) {
          throw tooLarge(limits.maxFileBytes());
        }
        out.write(buffer, 0, count);
      }
    }
  }

  private synchronized TaskFile store(String name, Path part, long size)
      throws FileFailure, IOException {
    CacheIndex files = index();
    if (!files.makeRoom(size, limits.maxCacheBytes(), clock.instant())) {
      throw new FileFailure(
          Step.CACHE,
          "files in use fill the cache of " + limits.maxCacheBytes() + " bytes",
          "Close files after use (open in a try block) or give the cache more room",
          null);
    }
    Path path = folder.resolve(name);
    Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return files.add(name, path, size, this::release);
  }

  private synchronized @Nullable TaskFile held(String name) throws FileFailure {
    try {
      return index().hold(name, this::release);
    } catch (IOException e) {
      throw disk(e);
    }
  }

  private synchronized void release(CacheIndex.Entry entry) {
    entry.holders--;
  }

  private synchronized void finish(String name) {
    loading.remove(name);
  }

  private CacheIndex index() throws IOException {
    CacheIndex files = index;
    if (files == null) {
      files = CacheIndex.open(folder, clock.instant());
      index = files;
    }
    return files;
  }

  private static void join(CompletableFuture<Void> other) throws FileFailure {
    try {
      other.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FileFailure(
          Step.DOWNLOAD, "the thread was interrupted while waiting", "Ask again", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FileFailure failure) {
        throw failure;
      }
      throw new FileFailure(
          Step.DOWNLOAD, String.valueOf(e.getCause()), "See the log for the first failure", e);
    }
  }

  private FileFailure disk(IOException e) {
    return new FileFailure(
        Step.CACHE,
        "the folder " + folder + " cannot be used: " + e,
        "Give this process a folder that it may write to, with room in it",
        e);
  }

  private static void delete(@Nullable Path part) {
    if (part != null) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException leftBehind) {
        // The next start removes it.
      }
    }
  }

  private static String name(String key) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Tells whether a moment has passed; {@code null} has. */
  static boolean past(@Nullable Instant moment, Instant now) {
    return moment == null || !moment.isAfter(now);
  }
}
