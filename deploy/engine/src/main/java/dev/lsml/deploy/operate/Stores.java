// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.operate;

import dev.lsml.core.store.ObjectStore;
import dev.lsml.core.store.StoreProvider;
import dev.lsml.core.store.file.FileObjectStore;
import dev.lsml.deploy.DeployException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.ServiceLoader;

/** Opens the store of a backend from outside of it. */
public final class Stores {
  private Stores() {}

  /**
   * Opens a store that holds something already.
   *
   * @param location as in {@code LSML_STORE}, such as {@code gs://my-shop-texts-models}
   * @param environment credentials and endpoints
   * @throws DeployException when there is no such folder, or nothing here knows the scheme
   */
  public static ObjectStore open(URI location, Map<String, String> environment, Clock clock) {
    if ("file".equals(location.getScheme())) {
      Path folder = Path.of(location);
      if (!Files.isDirectory(folder)) {
        throw new DeployException(
            "There are no versions",
            "there is no folder " + folder + ", so no backend has stored anything there",
            "Serve and train with mvn -Plocal first; or name a deployed backend's cloud with -Pgcp"
                + " -Dgcp.project= or -Paws, or another store with LSML_STORE");
      }
      return new FileObjectStore(folder, clock);
    }
    // Maven gives a plugin a class loader of its own, which is not the thread's.
    for (StoreProvider provider :
        ServiceLoader.load(StoreProvider.class, Stores.class.getClassLoader())) {
      if (provider.scheme().equals(location.getScheme())) {
        return provider.store(location, environment);
      }
    }
    throw new DeployException(
        "The store " + location + " cannot be opened",
        "nothing on the class path knows " + location.getScheme() + ":",
        "gs: comes with lsml-gcp-function, s3: with lsml-aws-lambda; a folder is written file:FOLDER");
  }
}
