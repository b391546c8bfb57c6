// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.google;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes applied resources real, and refuses as Google would. Attributes have their Terraform names
 * and are plain JDK values: a block is a {@code List} of {@code Map}s, as in Terraform's JSON. All
 * methods do nothing unless overridden, and are called by several threads at once.
 */
public interface GoogleControl {
  /** Everything succeeds and nothing is real. */
  GoogleControl NONE = new GoogleControl() {};

  /**
   * Creates or changes a resource.
   *
   * @param type such as {@code google_cloud_run_v2_service}
   * @param prior what stood before; null on creation
   * @param planned what is wanted, with the values that Google computes already in it ({@code uri},
   *     {@code latest_created_revision}, …) and with the write-only values, which appear nowhere
   *     else
   * @return attributes that are different from {@code planned}, such as a {@code uri} on this
   *     machine
   * @throws ControlException when it is refused
   */
  default Map<String, @Nullable Object> apply(
      String type,
      @Nullable Map<String, @Nullable Object> prior,
      Map<String, @Nullable Object> planned)
      throws ControlException {
    return Map.of();
  }

  /**
   * Deletes a resource.
   *
   * @throws ControlException when it is refused
   */
  default void delete(String type, Map<String, @Nullable Object> state) throws ControlException {}

  /**
   * Looks at a resource, before every plan.
   *
   * @return attributes that are different now; null when it is gone
   */
  default @Nullable Map<String, @Nullable Object> read(
      String type, Map<String, @Nullable Object> state) {
    return Map.of();
  }

  /**
   * Looks for a resource that Terraform did not make, for an {@code import} block.
   *
   * @return its attributes; null when there is none
   */
  default @Nullable Map<String, @Nullable Object> find(String type, String id) {
    return null;
  }

  /** Both, one after the other; the first to refuse decides. */
  default GoogleControl and(GoogleControl next) {
    GoogleControl first = this;
    return new GoogleControl() {
      @Override
      public Map<String, @Nullable Object> apply(
          String type,
          @Nullable Map<String, @Nullable Object> prior,
          Map<String, @Nullable Object> planned)
          throws ControlException {
        Map<String, @Nullable Object> changes =
            new LinkedHashMap<>(first.apply(type, prior, planned));
        changes.putAll(next.apply(type, prior, planned));
        return changes;
      }

      @Override
      public void delete(String type, Map<String, @Nullable Object> state) throws ControlException {
        first.delete(type, state);
        next.delete(type, state);
      }

      @Override
      public @Nullable Map<String, @Nullable Object> read(
          String type, Map<String, @Nullable Object> state) {
        Map<String, @Nullable Object> one = first.read(type, state);
        Map<String, @Nullable Object> other = next.read(type, state);
        if (one == null || other == null) {
          return null;
        }
        Map<String, @Nullable Object> changes = new LinkedHashMap<>(one);
        changes.putAll(other);
        return changes;
      }

      @Override
      public @Nullable Map<String, @Nullable Object> find(String type, String id) {
        Map<String, @Nullable Object> found = first.find(type, id);
        return found == null ? next.find(type, id) : found;
      }
    };
  }
}
