// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core.files;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks up a host name; tests give one that answers what they like. Thread-safe. */
@FunctionalInterface
public interface Resolver {
  /**
   * Every address that a name has.
   *
   * @throws UnknownHostException when it has none
   */
  InetAddress[] resolve(String host) throws UnknownHostException;
}
