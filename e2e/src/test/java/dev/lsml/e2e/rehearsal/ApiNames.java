// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.rehearsal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a resource as Terraform's provider has it into what Google's REST API shows of it. */
final class ApiNames {
  /** Objects in the API that are lists of at most one block in Terraform. */
  private static final Set<String> OBJECTS =
      Set.of(
          "template",
          "scaling",
          "resources",
          "startup_probe",
          "liveness_probe",
          "http_get",
          "value_source",
          "secret_key_ref",
          "terminal_condition");

  private ApiNames() {}

  static Map<String, Object> of(Map<String, ? extends @Nullable Object> resource) {
    Map<String, Object> result = new LinkedHashMap<>();
    resource.forEach(
        (name, value) -> {
          if (value instanceof List<?> list && OBJECTS.contains(name)) {
            if (!list.isEmpty()) {
              result.put(camelCase(name), converted(list.get(0)));
            }
          } else if (value != null) {
            result.put(camelCase(name), converted(value));
          }
        });
    return result;
  }

  @SuppressWarnings("unchecked")
  private static Object converted(Object value) {
    if (value instanceof Map<?, ?> map) {
      return of((Map<String, Object>) map);
    }
    if (value instanceof List<?> list) {
      List<Object> result = new ArrayList<>();
      list.forEach(item -> result.add(converted(item)));
      return result;
    }
    return value;
  }

  private static String camelCase(String name) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      boolean begins = i > 0 && name.charAt(i - 1) == '_';
      if (name.charAt(i) != '_') {
        result.append(begins ? Character.toUpperCase(name.charAt(i)) : name.charAt(i));
      }
    }
    return result.toString();
  }
}
