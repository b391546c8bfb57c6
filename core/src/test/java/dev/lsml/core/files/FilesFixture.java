// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import dev.lsml.core.json.JsonView;
import dev.lsml.core.labelstudio.Credentials;
import dev.lsml.core.labelstudio.ManualTime;
import dev.lsml.core.protocol.Task;
import dev.lsml.core.protocol.TaskCodec;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocketFactory;

/** A {@link TaskFiles} whose surroundings a test sets one by one. */
final class FilesFixture {
  static final Task TASK = task(12, 3);

  final ManualTime clock = new ManualTime();
  final List<String> lookUps = new CopyOnWriteArrayList<>();
  Path folder;
  Credentials credentials;
  AllowedHosts allowed = AllowedHosts.NONE;
  Path uploadFolder;
  Path localFilesRoot;
  long maxFileBytes = 1 << 20;
  long maxCacheBytes = 10 << 20;
  Duration timeout = Duration.ofSeconds(30);
  LongSupplier nanos = System::nanoTime;
  SSLSocketFactory tls;
  Resolver resolver =
      host -> {
        throw new UnknownHostException(host);
      };

  FilesFixture(Path folder) {
    this.folder = folder;
  }

  static Task task(long id, long project) {
    return TaskCodec.task(
        JsonView.of(new LinkedHashMap<>(Map.of("id", id, "project", project, "data", Map.of()))));
  }

  FilesFixture allow(String hosts) {
    allowed = AllowedHosts.parse(hosts);
    return this;
  }

  FilesFixture resolve(String... addresses) {
    InetAddress[] resolved = new InetAddress[addresses.length];
    for (int i = 0; i < addresses.length; i++) {
      resolved[i] = Cidr.inet(Literals.address(addresses[i]));
    }
    resolver = host -> resolved;
    return this;
  }

  TaskFiles files() {
    return new TaskFiles(
        new TaskFilesOptions(
            folder,
            credentials,
            allowed,
            uploadFolder,
            localFilesRoot,
            new FileLimits(
                maxFileBytes,
                maxCacheBytes,
                Duration.ofSeconds(10),
                timeout,
                Duration.ofMinutes(1))),
        clock,
        nanos,
        host -> {
          lookUps.add(host);
          return resolver.resolve(host);
        },
        tls);
  }
}
