// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.rehearsal;

import dev.lsml.e2e.cloudrun.RevisionFailed;
import dev.lsml.e2e.cloudrun.Secrets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What Terraform handed over as write-only values. Thread-safe. */
final class SecretValues implements Secrets {
  private final Map<String, Map<String, String>> values = new TreeMap<>();
  private final Set<String> seen = new TreeSet<>();

  synchronized void put(String secret, String version, String value) {
    values.computeIfAbsent(secret, s -> new TreeMap<>()).put(version, value);
    seen.add(value);
  }

  synchronized void remove(String secret) {
    values.remove(secret);
  }

  @Override
  public synchronized String value(String secret, String version) {
    Map<String, String> versions = values.getOrDefault(secret, Map.of());
    String number = version.equals("latest") ? Integer.toString(versions.size()) : version;
    String value = versions.get(number);
    if (value == null) {
      throw new RevisionFailed("Secret " + secret + "/versions/" + version + " was not found");
    }
    return value;
  }

  /** The newest value of a secret. */
  synchronized String latest(String secret) {
    return value(secret, "latest");
  }

  /** Every text that was ever a value. */
  synchronized Set<String> seen() {
    return Set.copyOf(seen);
  }
}
