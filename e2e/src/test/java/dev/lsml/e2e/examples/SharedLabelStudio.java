// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.examples;

import dev.lsml.core.labelstudio.LabelStudioClient;
import dev.lsml.e2e.parts.Folders;
import dev.lsml.e2e.parts.LabelStudioServer;
import dev.lsml.e2e.parts.LabelStudioSession;
import dev.lsml.e2e.parts.Parts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One Label Studio for the tests of all examples, since starting one takes longer than they do: the
 * first test starts it, the end of the run stops it. It checks predictions strictly.
 */
final class SharedLabelStudio implements AutoCloseable {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SharedLabelStudio.class);

  private final LabelStudioServer server;
  private final LabelStudioSession person;
  private final String key;
  private final LabelStudioClient client;

  private SharedLabelStudio() throws Exception {
    Path folder = Folders.fresh(SharedLabelStudio.class);
    Map<String, String> settings = new HashMap<>(LabelStudioServer.ALLOW_PRIVATE_BACKENDS);
    settings.putAll(LabelStudioServer.STRICT_PREDICTIONS);
    server = LabelStudioServer.start(folder, settings);
    person = server.signIn();
    key = person.newPersonalAccessToken();
    client = server.client(key);
  }

  /** The one of this run; a missing Label Studio skips the test by name. */
  static SharedLabelStudio of(ExtensionContext context) throws Exception {
    ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
    SharedLabelStudio started = store.get(NAMESPACE, SharedLabelStudio.class);
    if (started == null) {
      started = Parts.need("label-studio", SharedLabelStudio::new);
      store.put(NAMESPACE, started);
    }
    return started;
  }

  String url() {
    return server.url().toString();
  }

  String key() {
    return key;
  }

  LabelStudioClient client() {
    return client;
  }

  /** A browser in which the user has signed in. */
  LabelStudioSession person() {
    return person;
  }

  @Override
  public void close() {
    server.close();
  }
}
