// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.store;

import java.net.URI;
import java.util.Map;

/**
 * Opens the stores of one URI scheme; found by {@link java.util.ServiceLoader} when {@code
 * LSML_STORE} has a scheme that core does not know itself. Implementations must be cheap to
 * construct, since all on the class path are constructed to find the right one.
 */
public interface StoreProvider {
  /** The scheme without the colon, such as {@code gs}. */
  String scheme();

  /**
   * The light reader for serving; must not load an official cloud client.
   *
   * @param location such as {@code gs://bucket/prefix}
   * @param environment the process environment, for credentials and endpoints
   */
  ObjectReader reader(URI location, Map<String, String> environment);

  /** The full store on the official client. */
  ObjectStore store(URI location, Map<String, String> environment);
}
